/**
 * As on the box: `Metformin 500 mg tabletter`; a name that holds the strength already does not say it twice. `20 mg` stays on
 * one line.
 */
export function medicineWords({
  name,
  strength,
  form,
}: {
  readonly name: string
  readonly strength: string | null
  readonly form: string | null
}): string {
  const said = name.toLowerCase()
  const more = [strength, form].filter((part) => part !== null && !said.includes(part.toLowerCase()))
  return [name, ...more].join(' ').replaceAll(/(\d) (?=\p{L})/gu, '$1\u00a0')
}
