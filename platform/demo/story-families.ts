import type { Draft } from './households.ts'
import type { OfficeKey } from './organisations.ts'
import { persona, personaKeys } from './personas.ts'
import type { GpKey } from './staff.ts'

/** Doctors' lists and where they are. */
export const gpLists: readonly [{ gp: GpKey; office: OfficeKey }, ...{ gp: GpKey; office: OfficeKey }[]] = [
  { gp: 'gp-nordlys', office: 'nordlys' },
  { gp: 'gp-nordlys-leave', office: 'nordlys' },
  { gp: 'gp-skarvik', office: 'skarvik' },
  { gp: 'gp-fjordvik', office: 'fjordvik' },
  { gp: 'gp-fjordvik-2', office: 'fjordvik' },
  { gp: 'gp-lynghei', office: 'lynghei' },
  { gp: 'gp-lynghei-2', office: 'lynghei' },
]

/** Where a doctor's office is. */
export function officeKeyOf(gp: GpKey): OfficeKey {
  return gpLists.find((one) => one.gp === gp)?.office ?? 'nordlys'
}

const links: Readonly<Record<string, { parents?: readonly string[]; partner?: string }>> = {
  everyday: { partner: 'everyday-husband' },
  pregnant: { partner: 'pregnant-partner' },
  teen: { parents: ['parent-other', 'parent'] },
}

/** Those the stories of the twelve need beside them. */
const kin: readonly Draft[] = [
  near('everyday', 'everyday-husband', 'Jostein', 'Havlyng', 'male', 49, { partner: 'everyday' }),
  near('everyday', 'everyday-son', 'Eivind', 'Havlyng', 'male', 19, { parents: ['everyday', 'everyday-husband'] }),
  near('parent', 'parent-son', 'Sondre', 'Bjørkesval', 'male', 8, { parents: ['parent-other', 'parent'] }),
  { ...near('parent', 'parent-other', 'Gro', 'Vassengen', 'female', 40), household: 'parent-other' },
  near('pregnant', 'pregnant-partner', 'Jonathan', 'Rimhaugen', 'male', 33, { partner: 'pregnant' }),
  { ...near('elder', 'elder-son', 'Kjell', 'Stupnesvik', 'male', 57, { parents: ['elder'] }), household: 'elder-son' },
  near('protected', 'protected-child', 'Iben', 'Skogstillen', 'female', 5, { parents: ['protected'] }),
  near('screening', 'screening-daughter', 'Mie', 'Alvsundet', 'female', 16, { parents: ['screening'] }),
  { ...near('guardian', 'guardian-guardian', 'Solfrid', 'Månelia', 'female', 61), household: 'guardian-guardian' },
]

function personaDraft(key: (typeof personaKeys)[number]): Draft {
  const one = persona(key)
  const gpKey = gpLists.find(({ gp }) => gp === one.gp.key)?.gp ?? 'gp-nordlys'
  return {
    key,
    given: one.given,
    ...(one.middle ? { middle: one.middle } : {}),
    family: one.family,
    gender: one.gender,
    age: one.age,
    parents: links[key]?.parents ?? [],
    ...(links[key]?.partner ? { partner: links[key].partner } : {}),
    household: key === 'teen' ? 'parent' : key,
    gp: gpKey,
    language: one.language,
    addressProtection: one.addressProtection ?? 'ugradert',
  }
}

function near(
  of: (typeof personaKeys)[number],
  key: string,
  given: string,
  family: string,
  gender: Draft['gender'],
  age: number,
  bonds: { parents?: readonly string[]; partner?: string } = {},
): Draft {
  const { gp, language, addressProtection } = personaDraft(of)
  return { key, given, family, gender, age, parents: [], household: of, gp, language, addressProtection, ...bonds }
}

/** The twelve and those their stories need beside them. */
export const storyFamilies: readonly Draft[] = [...personaKeys.map(personaDraft), ...kin]
