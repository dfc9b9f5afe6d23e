import Icon, { type BaseIconProps, type SvgIcon } from '@helsenorge/designsystem-react/components/Icon'
import { type ComponentType, lazy, Suspense } from 'react'

/**
 * Takes the place of the design system's own LazyIcon (see vite.config.ts): the names its status dots use. Any other
 * icon is handed over as a component: `svgIcon={Medicine}`.
 */
const icons: Readonly<Record<string, () => Promise<{ default: SvgIcon }>>> = {
  Attachment: () => import('@helsenorge/designsystem-react/components/Icons/Attachment'),
  Change: () => import('@helsenorge/designsystem-react/components/Icons/Change'),
  DotActive: () => import('@helsenorge/designsystem-react/components/Icons/DotActive'),
  DotAlert: () => import('@helsenorge/designsystem-react/components/Icons/DotAlert'),
  DotCancelled: () => import('@helsenorge/designsystem-react/components/Icons/DotCancelled'),
  DotHalfDisc: () => import('@helsenorge/designsystem-react/components/Icons/DotHalfDisc'),
  DotInactive: () => import('@helsenorge/designsystem-react/components/Icons/DotInactive'),
  DotInfo: () => import('@helsenorge/designsystem-react/components/Icons/DotInfo'),
  DotLookingGlass: () => import('@helsenorge/designsystem-react/components/Icons/DotLookingGlass'),
  DotPending: () => import('@helsenorge/designsystem-react/components/Icons/DotPending'),
  DotQuestionMark: () => import('@helsenorge/designsystem-react/components/Icons/DotQuestionMark'),
  DotSuccess: () => import('@helsenorge/designsystem-react/components/Icons/DotSuccess'),
  DotTransparent: () => import('@helsenorge/designsystem-react/components/Icons/DotTransparent'),
  DotWarningTriangle: () => import('@helsenorge/designsystem-react/components/Icons/DotWarningTriangle'),
  Group: () => import('@helsenorge/designsystem-react/components/Icons/Group'),
  Login: () => import('@helsenorge/designsystem-react/components/Icons/Login'),
  NoAccess: () => import('@helsenorge/designsystem-react/components/Icons/NoAccess'),
  NoEye: () => import('@helsenorge/designsystem-react/components/Icons/NoEye'),
  Pencil: () => import('@helsenorge/designsystem-react/components/Icons/Pencil'),
}

interface Props extends BaseIconProps {
  readonly iconName: string
}

const loaded = new Map<string, ComponentType<BaseIconProps>>()

function lazyLoadIcon(name: string): ComponentType<BaseIconProps> {
  const known = loaded.get(name)
  if (known) return known
  const load = icons[name]
  const icon = lazy(async () => {
    if (!load) throw new Error(`The icon ${name} is not in platform/ui/named-icons.tsx`)
    const { default: svgIcon } = await load()
    return { default: (props: BaseIconProps) => <Icon svgIcon={svgIcon} {...props} /> }
  })
  loaded.set(name, icon)
  return icon
}

function LazyIcon({ iconName, ...props }: Props) {
  const Named = lazyLoadIcon(iconName)
  return (
    <Suspense>
      <Named {...props} />
    </Suspense>
  )
}

// The names under which the library's own chunks import it.
export { LazyIcon as n, LazyIcon as t, lazyLoadIcon as r }
