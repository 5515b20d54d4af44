export function serveMicrophone(_signal: AbortSignal): void {}
