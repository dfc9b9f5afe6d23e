interface Answer {
  readonly contact: string
  readonly thread: string
  readonly version: string
  readonly units: readonly { readonly id: string }[]
  readonly patients: readonly { readonly citizen: string }[]
}

type Call = (who: string, method: string, route: string, body?: unknown, filled?: string) => Promise<Answer>

/** A hospital opens a health contact, both write, it gets a last day and is ended. */
export async function walkContacts(
  call: Call,
  patient: { readonly who: string; readonly name: string },
  nurse: string,
  told: () => Promise<void>,
): Promise<void> {
  const office = '/unit-dialogue/office'
  const { units } = await call(nurse, 'GET', `${office}/units`)
  const { patients } = await call(nurse, 'POST', `${office}/patients`, { query: patient.name })
  const opening = { citizen: patients[0]?.citizen, unit: units[0]?.id, until: null }
  const { contact } = await call(nurse, 'POST', `${office}/contacts`, opening)
  const one = `${office}/contacts/{id}`
  const at = (route: string) => route.replace('{id}', contact)
  await call(patient.who, 'GET', '/unit-dialogue/contacts')
  const offer = '/unit-dialogue/offer'
  await call(patient.who, 'GET', offer, undefined, `${offer}?kontakt=${contact}`)
  const words = { contact, text: 'Hei', attachments: [] }
  const { thread } = await call(patient.who, 'POST', '/unit-dialogue/threads', words)
  await told()
  await call(nurse, 'GET', '/work-queue/list')
  await answer(call, nurse, thread)
  await call(nurse, 'POST', `${one}/threads`, { text: 'Hei', attachments: [], asks: false }, at(`${one}/threads`))
  const seen = await call(nurse, 'GET', one, undefined, at(one))
  const until = { version: seen.version, until: '2026-12-01' }
  const dated = await call(nurse, 'POST', `${one}/until`, until, at(`${one}/until`))
  await call(nurse, 'GET', `${office}/contacts`)
  const end = { version: dated.version, reason: 'to-gp', words: '' }
  await call(nurse, 'POST', `${one}/close`, end, at(`${one}/close`))
  await told()
}

async function answer(call: Call, nurse: string, thread: string): Promise<void> {
  const talk = '/unit-dialogue/office/threads/{thread}'
  const at = (route: string) => route.replace('{thread}', thread)
  const seen = await call(nurse, 'GET', talk, undefined, at(talk))
  const opened = await call(nurse, 'POST', `${talk}/open`, { version: seen.version }, at(`${talk}/open`))
  const over = { version: opened.version, to: null }
  const back = await call(nurse, 'POST', `${talk}/hand-over`, over, at(`${talk}/hand-over`))
  const said = { version: back.version, act: 'answer', text: 'Svar', attachments: [] }
  await call(nurse, 'POST', `${talk}/answer`, said, at(`${talk}/answer`))
}
