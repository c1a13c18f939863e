/** The words of a part of a command line that holds no value from elsewhere. */
export function words(text: string): string[] {
  return text.split(' ');
}
