import type { Configuration } from '../../core/configuration/schema.ts';
import type { AnswerStore } from '../../core/engine/answer-store.ts';
import { ConfigurationInvalid } from '../configuration.ts';
import { RedisAnswers } from './redis-answers.ts';

/**
 * The store that an office's servers share, where the configuration asks for one; what goes wrong with it is told on stderr.
 * Throws ConfigurationInvalid when its address cannot be read.
 */
export function sharedAnswers({ cache }: Configuration): AnswerStore | undefined {
  if (cache.store === 'memory') return undefined;
  const options = {
    url: cache.redis_url,
    prefix: cache.redis_prefix,
    ttlMs: cache.ttl_minutes * 60_000,
    timeoutMs: cache.redis_timeout_ms,
    retryMs: cache.redis_retry_s * 1_000,
  };
  try {
    if (options.url === '') throw new Error('empty');
    return new RedisAnswers(options, (sentence) => void process.stderr.write(`${sentence}\n`));
  } catch {
    // The address is not repeated: it may hold a password.
    throw new ConfigurationInvalid('« cache.redis_url » n’est pas une adresse que Redis comprend.');
  }
}
