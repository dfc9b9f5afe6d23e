/** Which of the two apps this page is: a browser may hold a citizen's session and an office's side by side. */
export interface AppIdentity {
  readonly audience: 'citizen' | 'personnel'
  /** Path of the app's sign-in page. */
  readonly signInPath: string
  /** Path prefixes that belong to this app; other addresses are left to the browser. */
  owns(path: string): boolean
  /** Is it for everybody, signed in or not? There nobody is sent to the sign-in page. */
  isOpen?(path: string): boolean
}

let current: AppIdentity = { audience: 'citizen', signInPath: '/logg-inn', owns: () => true }

/** Told once by the app's entry, before anything is fetched. */
export function configureApp(identity: AppIdentity): void {
  current = identity
}

export function app(): AppIdentity {
  return current
}
