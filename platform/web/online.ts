import { createStore, useStore } from './store.ts'

const online = createStore(typeof navigator === 'undefined' ? true : navigator.onLine)

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => online.set(true))
  window.addEventListener('offline', () => online.set(false))
}

/** False while the device has no network. */
export function useOnline(): boolean {
  return useStore(online)
}

/** Resolves when the device is online again, at the latest after `atMost` ms. */
export function whenOnline(atMost: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(finish, atMost)
    const unsubscribe = online.subscribe(() => online.get() && finish())
  })
}
