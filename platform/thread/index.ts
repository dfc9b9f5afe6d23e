export * from './receipt-number.ts'
export * from './refusal.ts'
export * from './schema.ts'
export * from './state.ts'
