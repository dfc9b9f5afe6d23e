/** URIs of codes, identifiers and extensions of conversations. */
export const systems = {
  taskCode: 'http://lomma.example/fhir/CodeSystem/task-code',
  state: 'http://lomma.example/fhir/CodeSystem/thread-state',
  sensitivity: 'http://lomma.example/fhir/CodeSystem/sensitivity',
  request: 'http://lomma.example/fhir/CodeSystem/request-item',
  receipt: 'http://lomma.example/fhir/NamingSystem/receipt',
} as const

const own = 'http://lomma.example/fhir/StructureDefinition'
export const extensions = {
  /** One step of a conversation: state and instant. */
  step: `${own}/thread-step`,
  /** The office that owns it, also while one of its people has it. */
  office: `${own}/thread-office`,
  openedBy: `${own}/thread-opened-by`,
} as const
