// Goes on when every service has been told about the sign-out, or after three seconds. The link does the same.
const next = document.querySelector('a[data-next]')
if (next) {
  const told = [...document.querySelectorAll('iframe')].map(
    (frame) => new Promise((resolve) => frame.addEventListener('load', resolve, { once: true })),
  )
  const late = new Promise((resolve) => setTimeout(resolve, 3000))
  Promise.race([Promise.all(told), late]).then(() => location.replace(next.href))
}
