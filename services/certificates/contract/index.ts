export * from './certificate.ts'
export * from './refusal.ts'
export * from './vaccine.ts'
