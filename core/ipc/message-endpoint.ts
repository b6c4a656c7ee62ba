/**
 * One end of a message channel between two processes, whatever the runtime: child_process, utilityProcess or a pair in
 * memory. Messages are cloned on the way; functions and class instances do not arrive.
 */
export interface MessageEndpoint {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}
