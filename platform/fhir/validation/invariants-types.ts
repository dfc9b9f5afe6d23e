/** Invariants of data types. */
import { isObject } from '../definitions/index.ts'
import {
  advice,
  exactlyOne,
  has,
  hasChoice,
  type Invariant,
  inOrder,
  needs,
  notBoth,
  number,
  rule,
  someOf,
  text,
} from './invariant.ts'

const ucum = 'http://unitsofmeasure.org'

const quantity = [rule('qty-3', 'a code of a unit needs its system', needs('code', 'system'))]
const unitFromUcum = (key: string): Invariant =>
  rule(
    key,
    'a value needs the code of a UCUM unit',
    (node) => needs('value', 'code')(node) && (!has(node, 'system') || text(node, 'system') === ucum),
  )

export const typeInvariants: Readonly<Record<string, readonly Invariant[]>> = {
  Extension: [
    rule(
      'ext-1',
      'an extension has either a value or extensions, and one of them',
      (node) => has(node, 'extension') !== hasChoice(node, 'Extension', 'value'),
    ),
  ],
  Attachment: [rule('att-1', 'data needs a contentType', needs('data', 'contentType'))],
  ContactPoint: [rule('cpt-2', 'a value needs a system', needs('value', 'system'))],
  Expression: [rule('exp-1', 'an expression or a reference must be given', someOf('expression', 'reference'))],
  Period: [
    rule('per-1', 'the start must not be after the end', (node) => inOrder(text(node, 'start'), text(node, 'end'))),
  ],
  Quantity: quantity,
  SimpleQuantity: [...quantity, rule('sqty-1', 'a comparator is not allowed here', (node) => !has(node, 'comparator'))],
  Duration: [
    ...quantity,
    rule(
      'drt-1',
      'a code must be a UCUM unit, with a value',
      (node) => !has(node, 'code') || (text(node, 'system') === ucum && has(node, 'value')),
    ),
  ],
  Distance: [...quantity, unitFromUcum('dis-1')],
  Age: [
    ...quantity,
    unitFromUcum('age-1'),
    rule('age-1', 'an age is more than zero', (node) => (number(node, 'value') ?? 1) > 0),
  ],
  Count: [
    ...quantity,
    unitFromUcum('cnt-3'),
    rule(
      'cnt-3',
      'a count is a whole number with the unit 1',
      (node) => Number.isInteger(number(node, 'value') ?? 1) && (!has(node, 'code') || node.code === '1'),
    ),
  ],
  Range: [
    rule('rng-2', 'low must not be more than high', ({ low, high }) => {
      if (
        !isObject(low) ||
        !isObject(high) ||
        text(low, 'code') !== text(high, 'code') ||
        text(low, 'unit') !== text(high, 'unit')
      )
        return true
      return (number(low, 'value') ?? 0) <= (number(high, 'value') ?? Infinity)
    }),
  ],
  Ratio: [
    rule(
      'rat-1',
      'numerator and denominator are given both, or neither and an extension',
      (node) =>
        has(node, 'numerator') === has(node, 'denominator') && (has(node, 'numerator') || has(node, 'extension')),
    ),
  ],
  'Timing.repeat': [
    rule('tim-1', 'a duration needs a unit', needs('duration', 'durationUnit')),
    rule('tim-2', 'a period needs a unit', needs('period', 'periodUnit')),
    rule('tim-4', 'a duration must not be negative', (node) => (number(node, 'duration') ?? 0) >= 0),
    rule('tim-5', 'a period must not be negative', (node) => (number(node, 'period') ?? 0) >= 0),
    rule('tim-6', 'periodMax needs a period', needs('periodMax', 'period')),
    rule('tim-7', 'durationMax needs a duration', needs('durationMax', 'duration')),
    rule('tim-8', 'countMax needs a count', needs('countMax', 'count')),
    rule('tim-9', 'an offset needs a "when" that is not a meal itself', (node) => {
      const when: unknown[] = Array.isArray(node.when) ? node.when : []
      return (
        !has(node, 'offset') ||
        (when.length > 0 && !when.some((w) => w === 'C' || w === 'CM' || w === 'CD' || w === 'CV'))
      )
    }),
    rule('tim-10', 'timeOfDay and "when" exclude each other', notBoth('timeOfDay', 'when')),
  ],
  'DataRequirement.codeFilter': [rule('drq-1', 'either a path or a searchParam', exactlyOne('path', 'searchParam'))],
  'DataRequirement.dateFilter': [rule('drq-2', 'either a path or a searchParam', exactlyOne('path', 'searchParam'))],
  TriggerDefinition: [
    rule(
      'trd-1',
      'either timing or data, not both',
      (node) => !has(node, 'data') || !hasChoice(node, 'TriggerDefinition', 'timing'),
    ),
    rule('trd-2', 'a condition needs data', needs('condition', 'data')),
    rule('trd-3', 'a named event needs a name, a periodic one a timing, one of data needs data', (node) => {
      const type = text(node, 'type') ?? ''
      if (type === 'named-event') return has(node, 'name')
      if (type === 'periodic') return hasChoice(node, 'TriggerDefinition', 'timing')
      return !type.startsWith('data-') || has(node, 'data')
    }),
  ],
}

/** xxx-0: names of definitions that code may be made from. */
export const computableName = (key: string): Invariant =>
  advice(key, 'the name should be usable as an identifier in programs', (node) =>
    /^[A-Z]\w{0,254}$/.test(text(node, 'name') ?? 'A'),
  )
