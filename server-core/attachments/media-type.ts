/** Types that say nothing of what is in a file. Service desks store whole files as a form's type. */
const generic =
  /^(application\/octet-stream|binary\/octet-stream|multipart\/form-data|application\/x-download|\*\/\*)?$/;

const textTypes =
  /^(text\/.+|application\/(json|xml|yaml|x-yaml|toml|sql|javascript|x-javascript|x-sh|x-ndjson|rtf)|.+\+(json|xml|yaml))$/;

/** The images that clients show to their models. */
const images = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The type of a file: what the site says, or what the name's extension says where the site's type means nothing. */
export async function mediaTypeOf(fileName: string, said: string | undefined): Promise<string> {
  const type = (said ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!generic.test(type)) return type;
  const { default: mime } = await import('mime');
  return mime.getType(fileName) ?? (/\.log$/i.test(fileName) ? 'text/plain' : 'application/octet-stream');
}

export function isText(mediaType: string): boolean {
  return textTypes.test(mediaType);
}

export function isImage(mediaType: string): boolean {
  return images.includes(mediaType);
}
