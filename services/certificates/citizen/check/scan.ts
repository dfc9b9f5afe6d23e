type Decode = (image: ImageData) => string | undefined

/** Finds a QR code in a picture. Its code is fetched with the page, so that it is there when the network is not. */
export async function loadDecoder(): Promise<Decode> {
  const { default: decodeQR } = await import('qr/decode.js')
  return (image) => {
    try {
      return decodeQR(image, { timeLimit: 400 })
    } catch {
      // No code in this picture.
      return undefined
    }
  }
}

/** Longest edge that is looked at: more costs time and finds no more. */
const largestEdge = 1600

/** The pixels of a frame or picture. */
export function pixelsOf(source: CanvasImageSource, width: number, height: number): ImageData | undefined {
  const scale = Math.min(1, largestEdge / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context || canvas.width === 0 || canvas.height === 0) return undefined
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** What a chosen file holds: the code in a picture, else its text. */
export async function contentOf(file: File): Promise<string> {
  if (!file.type.startsWith('image/')) return file.text()
  const picture = await createImageBitmap(file)
  const pixels = pixelsOf(picture, picture.width, picture.height)
  const decode = await loadDecoder()
  return (pixels && decode(pixels)) ?? ''
}
