import { SourceUnavailable } from '../sources/index.ts'
import type { Language, Registers } from './types.ts'

/**
 * The language of somebody's first sign-in: what the contact register says, otherwise bokmål. A register that is down
 * costs the choice, not the sign-in.
 */
export async function initialLanguage(
  registers: Pick<Registers, 'contact'>,
  identityNumber: string,
): Promise<Language> {
  try {
    return (await registers.contact.contact(identityNumber))?.language ?? 'nb'
  } catch (error) {
    if (error instanceof SourceUnavailable) return 'nb'
    throw error
  }
}
