export * from './contact.ts'
export * from './events.ts'
export * from './office.ts'
export * from './refusal.ts'
