import type { Texts } from '@lomma/platform/web'
import type { LookUp } from '../contract/index.ts'

function join({ t }: Pick<Texts, 't'>, words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${t('access-log.and')} ${last}`
}

/** `Leste: resepter og vaksiner`. */
export function whatWasDone(texts: Pick<Texts, 't'>, { acts, topics }: LookUp): string {
  const { t } = texts
  const done = join(
    texts,
    acts.map((act, at) => {
      const word = t(`access-log.act.${act}`)
      return at === 0 ? word : word.charAt(0).toLowerCase() + word.slice(1)
    }),
  )
  return `${done}: ${join(
    texts,
    topics.map((topic) => t(`access-log.topic.${topic}`)),
  )}`
}

/** Who it was: the name where there is one, otherwise the role. */
export function whoItWas({ t }: Pick<Texts, 't'>, { name, role }: LookUp): string {
  return role === 'you' || name === null ? t(`access-log.role.${role}`) : name
}

/** Why, where it was said: in the doctor's own words, or a reason the portal knows by its text key. */
export function reasonOf({ t, has }: Pick<Texts, 't' | 'has'>, { reason }: LookUp): string | null {
  return reason !== null && has(reason) ? t(reason) : reason
}

/** True when every word that is searched for is in what the line says. */
export function matches(texts: Texts, entry: LookUp, words: string): boolean {
  const { t } = texts
  const said = [
    whoItWas(texts, entry),
    t(`access-log.role.${entry.role}`),
    entry.organization,
    whatWasDone(texts, entry),
    t(`access-log.purpose.${entry.purpose}`),
    reasonOf(texts, entry),
    texts.formatDate(entry.at),
  ]
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}
