import { MAX_LENGTH } from './recipe.ts';
import { PIECE_PREFIX } from './segment.ts';
import { SPECIAL_TOKENS, type Vocabulary } from './vocabulary.ts';

function replacement(pattern: object, content: string): object {
  return { type: 'Replace', pattern, content };
}

/**
 * tokenizer.json: the same folding as normalise.ts (œ → oe, lower case, no accents, anything but letters and digits
 * separates words), then greedy word pieces. There is no post-processor: no [CLS] or [SEP] gets into the mean.
 */
function tokenizer(vocabulary: Vocabulary): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL_TOKENS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: false, strip_accents: true, lowercase: true },
        replacement({ String: 'œ' }, 'oe'),
        replacement({ String: 'æ' }, 'ae'),
        replacement({ Regex: '[^a-z0-9]+' }, ' '),
      ],
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: { type: 'WordPiece', prefix: PIECE_PREFIX, cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: PIECE_PREFIX,
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.tokens.map((token, row) => [token, row])),
    },
  };
}

function tokenizerConfig(): object {
  return {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    strip_accents: true,
    model_max_length: MAX_LENGTH,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
  };
}

/** The fields that transformers.js reads; the layers of a real BERT do not exist here. */
function config(vocabulary: Vocabulary, dimension: number): object {
  return {
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: dimension,
    vocab_size: vocabulary.tokens.length,
    max_position_embeddings: MAX_LENGTH,
    num_hidden_layers: 0,
    num_attention_heads: 1,
    pad_token_id: 0,
  };
}

/** Contents by file name. */
export function tokenizerFiles(vocabulary: Vocabulary, dimension: number): Record<string, string> {
  const pretty = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  return {
    // On one line: the vocabulary would make 30,000 lines.
    'tokenizer.json': `${JSON.stringify(tokenizer(vocabulary))}\n`,
    'tokenizer_config.json': pretty(tokenizerConfig()),
    'config.json': pretty(config(vocabulary, dimension)),
  };
}
