import { gunzipSync, gzipSync } from 'node:zlib'

/*
 * As much of the platform's streams as background/network/gzip.ts uses, with zlib at once instead of by a pool of
 * threads that finishes in an order of its own.
 */

type Transform = (bytes: Uint8Array) => Uint8Array

class BytesStream {
  readonly #read: () => Uint8Array

  constructor(read: () => Uint8Array) {
    this.#read = read
  }

  async bytes(): Promise<Uint8Array> {
    return this.#read()
  }

  pipeThrough({ transform }: { transform: Transform }): BytesStream {
    return new BytesStream(() => transform(this.#read()))
  }

  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> } {
    let isDone = false
    return {
      read: async () => {
        if (isDone) return { done: true }
        isDone = true
        return { done: false, value: this.#read() }
      },
      cancel: async () => {},
    }
  }
}

class InOrderBlob {
  readonly #parts: readonly Uint8Array[]

  constructor(parts: readonly Uint8Array[]) {
    this.#parts = parts
  }

  stream(): BytesStream {
    return new BytesStream(() => Buffer.concat(this.#parts))
  }
}

class InOrderResponse {
  readonly #stream: BytesStream

  constructor(stream: BytesStream) {
    this.#stream = stream
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await this.#stream.bytes()).buffer
  }
}

function codec(transform: Transform) {
  return class {
    readonly transform = transform
  }
}

/** What the globals of these names are while a simulation runs. */
export const inOrderGzip = {
  Blob: InOrderBlob,
  Response: InOrderResponse,
  CompressionStream: codec(bytes => gzipSync(bytes)),
  DecompressionStream: codec(bytes => new Uint8Array(gunzipSync(bytes))),
}
