import type { Language } from '../registers/index.ts'
import type { PersonaKey } from './personas.ts'
import type { StaffKey } from './staff.ts'
import en from './texts/en.json' with { type: 'json' }
import nb from './texts/nb.json' with { type: 'json' }
import nn from './texts/nn.json' with { type: 'json' }
import se from './texts/se.json' with { type: 'json' }

interface Stories {
  readonly citizen: Readonly<Record<PersonaKey, string>>
  readonly personnel: Readonly<Record<StaffKey, string>>
}

/** The one-line stories of the sign-in page. A missing one is a type error. */
export const stories: Readonly<Record<Language, Stories>> = { nb, nn, se, en }
