/** Where drafts of this tab lie in its session storage. */
export const draftPrefix = 'lomma.draft.'

/** Takes away every draft of this tab. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(draftPrefix)) sessionStorage.removeItem(key)
}
