/** The browser's other tabs show the same badge at once. Nothing is told but that they should look again. */
const name = 'lomma.inbox'

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)

export function tellOtherTabs(): void {
  channel?.postMessage('changed')
}

/** @returns stops listening */
export function onOtherTab(look: () => void): () => void {
  channel?.addEventListener('message', look)
  return () => channel?.removeEventListener('message', look)
}
