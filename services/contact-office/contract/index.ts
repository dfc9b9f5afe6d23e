/** Code of the Task. */
export const kindCode = 'contact-office'

/** Every refusal of its own: none, those of conversations are the platform's. */
export const refusalCodes = [] as const
