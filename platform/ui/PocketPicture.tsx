/** What is in the pocket: a prescription, a vaccine card, an answer. Decoration on wide screens. */
export function PocketPicture({ className }: { readonly className: string }) {
  return (
    <svg className={className} viewBox="0 0 400 420" aria-hidden="true">
      <g transform="rotate(-9 130 150)">
        <rect x="66" y="46" width="128" height="190" rx="14" fill="#fff" stroke="#d6d4d3" strokeWidth="2" />
        <rect x="86" y="70" width="52" height="22" rx="11" fill="#e39376" />
        <path d="M112 70h15a11 11 0 0 1 0 22h-15z" fill="#fff2ea" stroke="#e39376" strokeWidth="2" />
        <path d="M86 112h88M86 130h70M86 148h80" stroke="#bdbab9" strokeWidth="6" strokeLinecap="round" />
      </g>
      <g transform="rotate(7 250 140)">
        <rect x="196" y="30" width="132" height="200" rx="14" fill="#fff" stroke="#d6d4d3" strokeWidth="2" />
        <circle cx="222" cy="66" r="11" fill="#078141" />
        <path d="m217 66 4 4 7-8" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
        <circle cx="222" cy="100" r="11" fill="#078141" />
        <path d="m217 100 4 4 7-8" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
        <circle cx="222" cy="134" r="10" fill="none" stroke="#7d7c79" strokeWidth="2" />
        <path d="M246 66h58M246 100h44M246 134h52" stroke="#bdbab9" strokeWidth="6" strokeLinecap="round" />
      </g>
      <path
        d="M40 160h320a14 14 0 0 1 14 14v84c0 82-76 138-174 138S26 340 26 258v-84a14 14 0 0 1 14-14Z"
        fill="#06596c"
      />
      <path
        d="M46 196h308v62c0 70-66 118-154 118S46 328 46 258z"
        fill="none"
        stroke="#7abecc"
        strokeWidth="3"
        strokeDasharray="10 8"
      />
      <path d="M188 246h24v28h28v24h-28v28h-24v-28h-28v-24h28z" fill="#fff" />
    </svg>
  )
}
