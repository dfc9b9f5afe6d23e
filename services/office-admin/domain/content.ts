import type {
  Change,
  Content,
  HoursContent,
  NoticeContent,
  ScheduleContent,
  ScheduleLine,
  ServiceContent,
} from '../contract/index.ts'

const fields = ['active', 'note', 'price', 'answerDays'] as const

/** What differs, service by service, then hours, notices and the doctors' times. */
export function changesBetween(before: Content, after: Content): Change[] {
  return [
    ...after.services.flatMap((service) => serviceChanges(before, service)),
    ...listChanges('hours', before.hours.map(hoursWords), after.hours.map(hoursWords)),
    ...listChanges('notice', before.notices.map(noticeWords), after.notices.map(noticeWords)),
    ...after.schedules.flatMap((schedule) => scheduleChanges(before, schedule)),
  ]
}

function serviceChanges(before: Content, service: ServiceContent): Change[] {
  const was = before.services.find(({ kind }) => kind === service.kind)
  return fields.flatMap((field): Change[] => {
    const [from, to] = [said(was?.[field]), said(service[field])]
    return from === to ? [] : [{ part: 'service', kind: service.kind, field, from, to }]
  })
}

/** An empty line says as little as none. */
function said(value: string | number | boolean | null | undefined): string | number | boolean | null {
  return value === undefined || value === '' ? null : value
}

function listChanges(part: 'hours' | 'notice', before: readonly string[], after: readonly string[]): Change[] {
  const change = (from: string | null, to: string | null): Change => ({ part, kind: null, field: part, from, to })
  return [
    ...before.filter((one) => !after.includes(one)).map((one) => change(one, null)),
    ...after.filter((one) => !before.includes(one)).map((one) => change(null, one)),
  ]
}

function scheduleChanges(before: Content, { practitioner, name, lines }: ScheduleContent): Change[] {
  const was = linesOf(before, practitioner)
  const without = (list: readonly ScheduleLine[], other: readonly ScheduleLine[]) =>
    list.filter((line) => !other.some((one) => lineWords(one) === lineWords(line)))
  const change = (line: ScheduleLine, from: string | null, to: string | null): Change => ({
    ...{ part: 'schedule', kind: null, field: 'schedule', from, to },
    ...{ doctor: name, line },
  })
  return [
    ...without(was, lines).map((line) => change(line, lineWords(line), null)),
    ...without(lines, was).map((line) => change(line, null, lineWords(line))),
  ]
}

function linesOf({ schedules }: Content, practitioner: string): readonly ScheduleLine[] {
  return schedules.find((one) => one.practitioner === practitioner)?.lines ?? []
}

/** The same for lines that mean the same: only what the kind of line uses, and days and kinds in order. */
export function lineWords({ what, days, from, until, opens, closes, minutes, kinds }: ScheduleLine): string {
  if (what === 'off') return `off ${from}–${until}`
  const hours = `${opens}–${closes} ${minutes} ${[...kinds].sort().join(',')}`
  return what === 'extra' ? `extra ${from} ${hours}` : `${[...days].sort().join(',')} ${hours} ${from}–${until}`
}

/** True when the same doctor's times would be made of both. */
export function sameLines(a: readonly ScheduleLine[], b: readonly ScheduleLine[]): boolean {
  const words = (lines: readonly ScheduleLine[]) => lines.map(lineWords).sort().join('\n')
  return words(a) === words(b)
}

/** `1,2,3 08:00–15:30`: the screen says the days in words. */
export function hoursWords({ days, opens, closes }: HoursContent): string {
  return `${[...days].sort().join(',')} ${opens}–${closes}`
}

function noticeWords({ text, from, until }: NoticeContent): string {
  return `${text} (${from} – ${until})`
}

/** Without what is over: it is seen by nobody, and so makes no difference. */
export function current(content: Content, today: string): Content {
  return {
    ...content,
    notices: content.notices.filter(({ until }) => until >= today),
    schedules: content.schedules.map((one) => ({ ...one, lines: one.lines.filter((line) => !isOver(line, today)) })),
  }
}

/** What is not dated in a draft is not over: it is not written yet. */
function isOver({ what, from, until }: ScheduleLine, today: string): boolean {
  const last = what === 'extra' ? from : until
  return last !== '' && last < today
}

/** True when citizens would see the same from today on. */
export function sameContent(one: Content, other: Content, today: string): boolean {
  const [a, b] = [current(one, today), current(other, today)]
  return changesBetween(a, b).length === 0 && changesBetween(b, a).length === 0
}

/**
 * A draft brought up to date: what the draft changed from its base is laid over what is live now. Where both have changed the same
 * field, the draft's word stands, and the one who approves sees it as a change.
 */
export function rebase(base: Content, draft: Content, live: Content): Content {
  const services = live.services.map((service) => {
    const was = base.services.find(({ kind }) => kind === service.kind)
    const mine = draft.services.find(({ kind }) => kind === service.kind)
    if (!mine) return service
    const changed = fields.filter((field) => said(was?.[field]) !== said(mine[field]))
    return { ...service, ...Object.fromEntries(changed.map((field) => [field, mine[field]])) }
  })
  return {
    services,
    hours: mergeList(base.hours, draft.hours, live.hours, hoursWords),
    notices: mergeList(base.notices, draft.notices, live.notices, noticeWords),
    schedules: live.schedules.map((now) => {
      const mine = draft.schedules.some(({ practitioner }) => practitioner === now.practitioner)
      const [was, wanted] = [base, draft].map((one) => linesOf(one, now.practitioner))
      return mine ? { ...now, lines: mergeList(was ?? [], wanted ?? [], now.lines, lineWords) } : now
    }),
  }
}

/** An earlier version as a draft of today: doctors who have come since are as they are now, and those who have left are left out. */
export function withDoctorsOf(earlier: Content, live: Content): Content {
  const schedules = live.schedules.map(
    (now) => earlier.schedules.find(({ practitioner }) => practitioner === now.practitioner) ?? now,
  )
  return { ...earlier, schedules }
}

/** What the draft took away is taken away, what it added is added; untouched, the list is the live one. */
function mergeList<T>(base: readonly T[], draft: readonly T[], live: readonly T[], words: (one: T) => string): T[] {
  const [before, mine, now] = [base, draft, live].map((list) => new Set(list.map(words)))
  const kept = live.filter((one) => mine?.has(words(one)) || !before?.has(words(one)))
  return [...kept, ...draft.filter((one) => !before?.has(words(one)) && !now?.has(words(one)))]
}
