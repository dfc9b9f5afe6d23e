/** What a profile says, in the form in which it is kept in no-basis.generated.json. Data only. */

export interface Discriminator {
  readonly type: 'value' | 'pattern' | 'exists' | 'type' | 'profile'
  /** Dotted, from the sliced element: `coding.system`; `$this` is the element itself. */
  readonly path: string
}

export interface Slicing {
  readonly by: readonly Discriminator[]
  readonly rules: 'open' | 'closed' | 'openAtEnd'
  readonly ordered?: boolean
}

/** One type an element may take. */
export interface RuleType {
  readonly code: string
  /** Profiles of the value itself, by their URL; one of them must be met. */
  readonly profiles?: readonly string[]
  /** Resource types a Reference may point at. */
  readonly targets?: readonly string[]
}

/** The demands on one element, or on one slice of it. */
export interface Rule {
  readonly min?: number
  /** Absent = no limit of the profile's own. */
  readonly max?: number
  /** The whole value. Several where the publication has a known slip: each is accepted. */
  readonly fixed?: readonly unknown[]
  /** What the value must contain. */
  readonly pattern?: unknown
  readonly binding?: { readonly strength: 'required' | 'extensible'; readonly valueSet: string }
  readonly types?: readonly RuleType[]
  /** Keys of invariants (constraints.ts). */
  readonly constraints?: readonly string[]
  readonly slicing?: Slicing
  readonly slices?: Readonly<Record<string, Rule>>
  readonly children?: Readonly<Record<string, Rule>>
}

export interface Profile {
  readonly url: string
  readonly version: string | undefined
  /** The type it constrains: `Patient`, `HumanName`, `Extension`. */
  readonly type: string
  /** Extensions: where they may stand – a type (`Address`) or an element (`Address.district`). */
  readonly context?: readonly string[]
  readonly rule: Rule
}

/** Systems, each with its codes or their form; a system without either stands for all its codes. */
export type ProfileValueSet = readonly (readonly [system: string, codes?: readonly string[] | RegExp | null])[]
