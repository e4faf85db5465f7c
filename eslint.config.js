import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Within src/ data flows one way: cli -> local -> client -> transport -> auth -> errors. Nothing imports upwards.
 *
 * @param {string[]} files
 * @param {string[]} forbidden
 * @returns {import('typescript-eslint').ConfigWithExtends}
 */
function layer(files, ...forbidden) {
  const message =
    'This would import upwards: cli -> local -> client -> transport -> auth -> errors.';
  const patterns = [{ group: forbidden, message }];
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const upperLayers = ['**/cli/*', '**/local/*'];
const calls = ['../client.js', '../upload/*', '../extract-audio.js'];
const aboveTransport = [...calls, '../transport.js', '../project.js'];

export default tseslint.config(
  { ignores: ['dist/', 'site/', 'node_modules/', 'generated/', 'coverage/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Numbers read well in a template; objects and `any` do not, and stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // tsconfig's noPropertyAccessFromIndexSignature asks for the brackets that this rule forbids.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      // vitest types its asymmetric matchers (expect.any, expect.closeTo) as `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  layer(['src/*.ts', 'src/upload/*.ts'], ...upperLayers, '**/events/*', '**/credentials/*'),
  layer(['src/auth/*.ts'], ...upperLayers, '**/events/*', '**/credentials/*', ...aboveTransport),
  layer(['src/credentials/*.ts'], ...upperLayers, '**/events/*', ...calls),
  layer(['src/events/*.ts'], ...upperLayers, '**/credentials/*', ...aboveTransport),
  layer(['src/local/*.{ts,js}'], '**/cli/*', '**/credentials/*', ...aboveTransport),
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: 'readonly',
        globalThis: 'readonly',
        URL: 'readonly',
        WebAssembly: 'readonly',
      },
    },
  },
);
