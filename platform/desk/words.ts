import { useTexts } from '../web/index.ts'

export interface Deadline {
  /** Whole days until the deadline; negative when late, null when none runs. */
  readonly daysToDeadline: number | null
  readonly late: boolean
}

/** `Forsinket 2 dager`, `Frist i dag`, `Frist om 3 dager`, `Ingen frist`. */
export function useDeadlineInWords(): (deadline: Deadline) => string {
  const { t } = useTexts()
  const key = (name: string) => `desk.deadline.${name}`
  return ({ daysToDeadline: days, late }) => {
    if (days === null) return t(key('none'))
    if (late) return days < 0 ? t(key('late'), { days: -days }) : t(key('late-today'))
    if (days <= 0) return t(key('today'))
    return days === 1 ? t(key('tomorrow')) : t(key('in-days'), { days })
  }
}

/** `Kari Nordmann, 67 år` */
export function useWho(): (patient: { readonly name: string; readonly age: number | null }) => string {
  const { t } = useTexts()
  return ({ name, age }) => (age === null ? name : `${name}, ${t('desk.age', { age })}`)
}
