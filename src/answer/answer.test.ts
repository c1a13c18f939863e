import { describe, expect, it } from 'vitest';
import { parseAnswer } from './answer.ts';

const fence = '```';
const names = (text: string, byDefault: string | null = null) =>
  parseAnswer(text, byDefault).blocks.map(({ name }) => name);

describe('parseAnswer: which file a block is', () => {
  it.each([
    ['a heading', `### \`train.py\`\n\n${fence}python\nx\n${fence}`, 'train.py'],
    [
      'a heading with more words',
      `#### 2. tests/test_service.py — tests\n${fence}python\nx\n${fence}`,
      'tests/test_service.py',
    ],
    ['a bold line', `**service.py**\n\n${fence}py\nx\n${fence}`, 'service.py'],
    [
      'a heading above a paragraph',
      `## train.py\n\nThe whole file:\n\n${fence}python\nx\n${fence}`,
      'train.py',
    ],
    ['the line above', `Put this into \`data.py\`:\n${fence}python\nx\n${fence}`, 'data.py'],
    ['a title in the info string', `${fence}python title="src/a.py"\nx\n${fence}`, 'src/a.py'],
    ['a colon in the info string', `${fence}python:a.py\nx\n${fence}`, 'a.py'],
    ['a word in the info string', `${fence}python a.py\nx\n${fence}`, 'a.py'],
    ['an info string that is the name', `${fence}Dockerfile\nFROM x\n${fence}`, 'Dockerfile'],
    ['a first-line comment', `${fence}python\n# src/a.py\nx\n${fence}`, 'src/a.py'],
    ['a tilde fence', `### a.py\n~~~python\nx\n~~~`, 'a.py'],
    ['an underscore in the name', `### MODEL_CARD.md\n${fence}markdown\n# x\n${fence}`, 'MODEL_CARD.md'],
  ])('%s', (_, text, name) => {
    expect(names(text)).toEqual([name]);
  });

  it('reads names whose punctuation is escaped, as Markdown allows', () => {
    const text = `### abtest/\\_\\_init\\_\\_.py\n\n${fence}python\nx = 1\n${fence}\n`;
    expect([...parseAnswer(text, null).files.keys()]).toEqual(['abtest/__init__.py']);
  });

  it('leaves commands, diffs and ambiguous lines without a name', () => {
    expect(names(`Run \`train.py\` so:\n${fence}bash\npython train.py\n${fence}`)).toEqual([null]);
    expect(names(`### train.py\n${fence}diff\n- x\n+ y\n${fence}`)).toEqual([null]);
    expect(names(`Both \`a.py\` and \`b.py\` need it:\n${fence}python\nx\n${fence}`)).toEqual([null]);
  });

  it('uses a heading for the block below it alone', () => {
    expect(
      names(`### a.py\n${fence}python\nx\n${fence}\nAnd to try it:\n${fence}python\ny\n${fence}`),
    ).toEqual(['a.py', null]);
  });

  it('keeps a heading for its file past a command', () => {
    const text = `### model.py\n\n${fence}bash\npip list\n${fence}\n\n${fence}python\nx\n${fence}`;
    expect(names(text)).toEqual([null, 'model.py']);
  });

  it('has no default file where one of that name lies in a folder', () => {
    const text = `### src/train.py\n${fence}python\nx\n${fence}\n\nBefore, it was\n\n${fence}python\nlonger\nblock\n${fence}`;
    expect(names(text, 'train.py')).toEqual(['src/train.py', null]);
  });

  it('never lets a name leave the folder', () => {
    for (const name of ['../a.py', '/etc/a.py', 'a/../../b.py']) {
      expect(names(`${fence}python title="${name}"\nx\n${fence}`), name).toEqual([null]);
    }
  });

  it('takes the largest unnamed block for the default file, unless one bears its name', () => {
    const two = `${fence}python\nx\n${fence}\n\ntext\n\n${fence}python\nlonger\nblock\n${fence}`;
    expect(names(two, 'train.py')).toEqual([null, 'train.py']);
    expect(names(`### train.py\n${fence}python\nx\n${fence}\n\n${two}`, 'train.py')).toEqual([
      'train.py',
      null,
      null,
    ]);
  });

  it('takes the longest of several blocks with one name', () => {
    const text = `### a.py\n${fence}python\nshort\n${fence}\n### a.py\n${fence}python\nthe whole file\n${fence}\n### a.py\n${fence}python\nx\n${fence}`;
    expect(parseAnswer(text, null).files.get('a.py')?.text).toBe('the whole file\n');
  });
});

describe('parseAnswer: what a block holds', () => {
  it('keeps indentation below an indented fence, and the line it starts on', () => {
    const [block] = parseAnswer(
      `1. do\n\n   ${fence}python\n   def f():\n       return 1\n   ${fence}`,
      null,
    ).blocks;
    expect(block).toMatchObject({ text: 'def f():\n    return 1\n', line: 4 });
  });

  it('takes the rest for an unclosed last fence', () => {
    expect(parseAnswer(`a\n${fence}python\nx = 1`, null).blocks[0]?.text).toBe('x = 1\n');
  });

  it('nests fences in a Markdown block, by length or by info string', () => {
    const inner = `# Card\n\n${fence}bash\nrun\n${fence}\n\nmore\n`;
    expect(
      parseAnswer(`${fence}markdown\n${inner}${fence}\nafter`, null).blocks.map(({ text }) => text),
    ).toEqual([inner]);
    expect(
      parseAnswer(`${fence}\`markdown\n${inner}${fence}\`\nafter`, null).blocks.map(({ text }) => text),
    ).toEqual([inner]);
  });

  it('reads CRLF', () => {
    expect(parseAnswer(`### a.py\r\n${fence}python\r\nx\r\n${fence}\r\n`, null).files.get('a.py')?.text).toBe(
      'x\n',
    );
  });
});

describe('parseAnswer: prose', () => {
  it('splits sentences, list items and cells, with their lines, without code and comments', () => {
    const text = `# Why\n\nIt calls \`a.b()\`. Then, e.g. here,\nit stops.\n\n- one\n- two\n\n${fence}python\ncode. here\n${fence}\n\n| a | b |\n|---|---|\n| c | d |\n\n<!-- hidden -->\n\n> quoted\n`;
    expect(
      parseAnswer(text, null).sentences.map(
        ({ line, text: sentence, quoted }) => `${line}${quoted ? '>' : ':'}${sentence}`,
      ),
    ).toEqual([
      '1:Why',
      '3:It calls a.b().',
      '3:Then, e.g. here, it stops.',
      '6:one',
      '7:two',
      '13:a',
      '13:b',
      '15:c',
      '15:d',
      '19>quoted',
    ]);
  });
});
