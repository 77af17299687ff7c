/*
 * The database past the store: what another version, another tab or a damaged disk would do to it.
 */

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

export function openRaw(
  name: string,
  version?: number,
  upgrade?: (db: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version)
  request.addEventListener('upgradeneeded', () => upgrade?.(request.result))
  return done(request)
}

/** Runs one write on the database as it is on disk, through a connection of its own. */
export async function writeRaw(
  name: string,
  storeName: string,
  write: (store: IDBObjectStore) => IDBRequest,
): Promise<void> {
  const db = await openRaw(name)
  try {
    await done(write(db.transaction(storeName, 'readwrite').objectStore(storeName)))
  } finally {
    db.close()
  }
}

/** Every value of one object store, in the order of its keys. */
export async function valuesOf(name: string, storeName: string): Promise<readonly unknown[]> {
  const db = await openRaw(name)
  try {
    return await done(db.transaction(storeName).objectStore(storeName).getAll())
  } finally {
    db.close()
  }
}

/** What the database looks like: version, object stores, how they make keys, and their indexes. */
export async function shapeOf(name: string): Promise<unknown> {
  const db = await openRaw(name)
  try {
    const names = Array.from(db.objectStoreNames)
    const tx = db.transaction(names)
    const stores = names.map(each => tx.objectStore(each)).map(storeShape)
    return { version: db.version, stores }
  } finally {
    db.close()
  }
}

function storeShape(store: IDBObjectStore): unknown {
  const indexes = Array.from(store.indexNames, each => store.index(each)).map(
    ({ name, keyPath, unique, multiEntry }) => ({ name, keyPath, unique, multiEntry }),
  )
  return { name: store.name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes }
}
