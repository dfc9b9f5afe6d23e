interface Named {
  readonly name: string
  readonly strength: string | null
  readonly form?: string | null
}

/** As on the box: `Atorvastatin 20 mg tabletter`. A name that holds the strength already does not say it twice. */
export function fullName({ name, strength, form = null }: Named): string {
  const said = name.toLowerCase()
  const more = [strength, form].filter((part) => part !== null && !said.includes(part.toLowerCase()))
  return unbroken([name, ...more].join(' '))
}

/** `20 mg` stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll(/(\d) (?=\p{L})/gu, '$1\u00a0')
}

/** Address of the confirm screen for these medicines. */
export function renewHref(medicines: readonly string[]): string {
  return `/resepter/forny?${new URLSearchParams(medicines.map((id) => ['medisin', id]))}`
}

export const medicineHref = (id: string): string => `/resepter/${encodeURIComponent(id)}`
export const receiptHref = (receipt: string): string => `/resepter/kvittering/${encodeURIComponent(receipt)}`
