import { useEffect, useRef } from 'react'

/** A form that unfolds takes focus in its first field, after the key that opened it has done its work. */
export function useFormFocus() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>('input, select, textarea')
    field?.focus()
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return form
}
