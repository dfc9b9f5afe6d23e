import Button from '@helsenorge/designsystem-react/components/Button'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTexts } from '../web/index.ts'
import { Actions } from './Page.tsx'
import styles from './sheet.module.css'

export interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A sheet over the page: from below on a phone, in the middle on a desktop. The browser's own `<dialog>` keeps focus
 * inside, closes on Esc and gives focus back.
 */
export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  // On the body, so that the colours of where it was opened do not follow it.
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the dialog's own; the click is on what surrounds it
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && isOutside(event, dialog.current) && onClose()}
    >
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      {children}
    </dialog>,
    document.body,
  )
}

function isOutside(event: { clientX: number; clientY: number }, element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom
}

export interface ConfirmSheetProps extends SheetProps {
  /** The act: "Send til legen". */
  readonly act: string
  readonly onConfirm: () => void
  readonly pending?: boolean
  readonly destructive?: boolean
}

/** What happens when I press? Who reads it, what it costs, when the answer comes – beside the button, before the press. */
export function ConfirmSheet({ act, onConfirm, pending = false, destructive = false, ...sheet }: ConfirmSheetProps) {
  const { t } = useTexts()
  return (
    <Sheet {...sheet}>
      {sheet.children}
      <Actions>
        <ActButton act={act} onAct={onConfirm} pending={pending} destructive={destructive} />
        <Button variant="borderless" onClick={sheet.onClose}>
          {t('ui.cancel')}
        </Button>
      </Actions>
    </Sheet>
  )
}

export interface ActButtonProps {
  readonly act: string
  readonly onAct: () => void
  readonly pending?: boolean
  readonly destructive?: boolean
}

/** The primary act of a page. While it is on its way it says so and takes no second press. */
export function ActButton({ act, onAct, pending = false, destructive = false }: ActButtonProps) {
  const { t } = useTexts()
  return (
    <Button
      concept={destructive ? 'destructive' : 'normal'}
      aria-disabled={pending}
      onClick={() => {
        if (!pending) onAct()
      }}
    >
      {pending ? t('ui.sending') : act}
    </Button>
  )
}
