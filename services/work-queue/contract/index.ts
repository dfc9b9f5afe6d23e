export * from './list.ts'
export * from './patient.ts'
export * from './refusal.ts'
export * from './template.ts'
