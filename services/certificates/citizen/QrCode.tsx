import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import { qrSegments } from '../domain/numeric.ts'
import styles from './certificate.module.css'

/** White modules around the code, without which it cannot be read (ISO/IEC 18004). */
const quiet = 4

/** The card as a QR code: an image of one path, sharp at any size. */
export function QrCode({ jws, label }: { readonly jws: string; readonly label: string }) {
  const { size, path } = useMemo(() => drawn(jws), [jws])
  const edge = size + 2 * quiet
  return (
    <svg
      className={styles.qr}
      viewBox={`${-quiet} ${-quiet} ${edge} ${edge}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect x={-quiet} y={-quiet} width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function drawn(jws: string): { size: number; path: string } {
  const { bytes, digits } = qrSegments(jws)
  const code = qrcode(0, 'L')
  code.addData(bytes, 'Byte')
  code.addData(digits, 'Numeric')
  code.make()
  const size = code.getModuleCount()
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const start = column
      while (column < size && code.isDark(row, column)) column++
      if (column > start) path += `M${start} ${row}h${column - start}v1h${start - column}z`
    }
  return { size, path }
}
