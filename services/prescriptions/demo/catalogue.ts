/** One medicine of the demo world: generic substances with their ATC codes, no products. */
export interface CatalogueEntry {
  readonly name: string
  readonly atc: string
  readonly strength: readonly [value: number, unit: string]
  readonly form: string
  readonly use: string
  readonly dose: string
  /** Each dispensing: how much, and how many days it lasts. */
  readonly amount: readonly [value: number, unit: string]
  readonly days: number
  /** Prescription group. */
  readonly group: 'A' | 'B' | 'C'
  readonly course: 'continuous' | 'acute' | 'seasonal'
}

type Rest = Partial<Pick<CatalogueEntry, 'group' | 'course' | 'amount' | 'days'>>

function tablet(
  name: string,
  atc: string,
  strength: CatalogueEntry['strength'],
  use: string,
  dose: string,
  rest: Rest = {},
): CatalogueEntry {
  const plain = { form: 'tablett', amount: [98, 'tabletter'], days: 98, group: 'C', course: 'continuous' } as const
  return { name, atc, strength, use, dose, ...plain, ...rest }
}

const daily = '1 tablett hver dag'
const morning = '1 tablett hver morgen'

export const catalogue = {
  losartan: tablet('Losartan', 'C09CA01', [50, 'mg'], 'Mot høyt blodtrykk', morning),
  ramipril: tablet('Ramipril', 'C09AA05', [5, 'mg'], 'Mot høyt blodtrykk', morning),
  enalapril: tablet('Enalapril', 'C09AA02', [10, 'mg'], 'Mot høyt blodtrykk', morning),
  amlodipine: tablet('Amlodipin', 'C08CA01', [5, 'mg'], 'Mot høyt blodtrykk', daily),
  metoprolol: tablet('Metoprolol', 'C07AB02', [50, 'mg'], 'For jevn og rolig puls', morning),
  furosemide: tablet('Furosemid', 'C03CA01', [40, 'mg'], 'Vanndrivende', morning),
  spironolactone: tablet('Spironolakton', 'C03DA01', [25, 'mg'], 'For hjertet', morning),
  atorvastatin: tablet('Atorvastatin', 'C10AA05', [20, 'mg'], 'Mot høyt kolesterol', '1 tablett hver kveld'),
  levothyroxine: tablet(
    'Levotyroksin',
    'H03AA01',
    [100, 'mikrogram'],
    'Mot lavt stoffskifte',
    '1 tablett på tom mage hver morgen',
    { amount: [100, 'tabletter'], days: 100 },
  ),
  metformin: tablet('Metformin', 'A10BA02', [500, 'mg'], 'Mot høyt blodsukker', '1 tablett morgen og kveld', {
    amount: [200, 'tabletter'],
    days: 100,
  }),
  insulin: {
    name: 'Insulin glargin',
    atc: 'A10AE04',
    strength: [100, 'E/ml'],
    form: 'injeksjonsvæske i penn',
    use: 'Mot høyt blodsukker',
    dose: '22 enheter under huden hver kveld',
    amount: [10, 'penner'],
    days: 120,
    group: 'C',
    course: 'continuous',
  },
  apixaban: tablet('Apiksaban', 'B01AF02', [5, 'mg'], 'For å hindre blodpropp', '1 tablett morgen og kveld', {
    amount: [168, 'tabletter'],
    days: 84,
  }),
  ibuprofen: tablet('Ibuprofen', 'M01AE01', [400, 'mg'], 'Mot smerter', '1 tablett ved behov, høyst 3 i døgnet', {
    amount: [100, 'tabletter'],
    days: 50,
  }),
  naproxen: tablet('Naproksen', 'M01AE02', [500, 'mg'], 'Mot leddsmerter', '1 tablett morgen og kveld', {
    amount: [100, 'tabletter'],
    days: 50,
  }),
  paracetamol: tablet('Paracetamol', 'N02BE01', [500, 'mg'], 'Mot smerter', '2 tabletter inntil 4 ganger i døgnet', {
    amount: [300, 'tabletter'],
    days: 50,
  }),
  zopiclone: tablet('Zopiklon', 'N05CF01', [5, 'mg'], 'Mot søvnvansker', '1 tablett ved leggetid ved behov', {
    amount: [30, 'tabletter'],
    days: 60,
    group: 'B',
  }),
  methylphenidate: tablet('Metylfenidat', 'N06BA04', [36, 'mg'], 'Mot ADHD', morning, {
    amount: [30, 'tabletter'],
    days: 30,
    group: 'A',
  }),
  methotrexate: tablet(
    'Metotreksat',
    'L04AX03',
    [2.5, 'mg'],
    'Mot leddgikt',
    '6 tabletter én gang i uken, på mandager',
    {
      amount: [100, 'tabletter'],
      days: 112,
    },
  ),
  folic: tablet('Folsyre', 'B03BB01', [1, 'mg'], 'Vitamin', '1 tablett hver dag, ikke på mandager'),
  iron: tablet('Jernsulfat', 'B03AA07', [100, 'mg'], 'Mot lavt jern', daily, { amount: [100, 'tabletter'], days: 100 }),
  sertraline: tablet('Sertralin', 'N06AB06', [50, 'mg'], 'Mot depresjon og angst', morning),
  omeprazole: {
    ...tablet('Omeprazol', 'A02BC01', [20, 'mg'], 'Mot sur mage', '1 kapsel hver morgen', { amount: [98, 'kapsler'] }),
    form: 'enterokapsel',
  },
  allopurinol: tablet('Allopurinol', 'M04AA01', [300, 'mg'], 'For å hindre urinsyregikt', daily),
  sumatriptan: tablet('Sumatriptan', 'N02CC01', [50, 'mg'], 'Mot migrene', '1 tablett ved anfall, høyst 2 i døgnet', {
    amount: [18, 'tabletter'],
    days: 90,
  }),
  cetirizine: tablet('Cetirizin', 'R06AE07', [10, 'mg'], 'Mot pollenallergi', '1 tablett hver dag i pollensesongen', {
    course: 'seasonal',
  }),
  contraceptive: tablet('Desogestrel', 'G03AC09', [75, 'mikrogram'], 'Prevensjon', '1 tablett til samme tid hver dag', {
    amount: [84, 'tabletter'],
    days: 84,
  }),
  estradiol: {
    ...tablet(
      'Østradiol',
      'G03CA03',
      [50, 'mikrogram/24 t'],
      'Mot plager i overgangsalderen',
      '1 plaster to ganger i uken',
      {
        amount: [24, 'plaster'],
        days: 84,
      },
    ),
    form: 'depotplaster',
  },
  salbutamol: {
    ...tablet('Salbutamol', 'R03AC02', [0.1, 'mg/dose'], 'Mot tung pust', '1–2 inhalasjoner ved behov', {
      amount: [1, 'inhalator'],
      days: 60,
    }),
    form: 'inhalasjonsaerosol',
  },
  penicillin: tablet(
    'Fenoksymetylpenicillin',
    'J01CE02',
    [660, 'mg'],
    'Mot halsbetennelse',
    '1 tablett 4 ganger daglig i 7 dager',
    {
      amount: [28, 'tabletter'],
      days: 7,
      course: 'acute',
    },
  ),
  prednisolone: tablet('Prednisolon', 'H02AB06', [20, 'mg'], 'Mot betennelse', '1 tablett daglig i 10 dager', {
    amount: [10, 'tabletter'],
    days: 10,
    course: 'acute',
  }),
} as const satisfies Record<string, CatalogueEntry>

export type MedicineKey = keyof typeof catalogue
