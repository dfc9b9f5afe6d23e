export async function measureScale(..._a: unknown[]): Promise<void> {}
