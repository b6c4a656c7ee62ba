import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const NATIVE = ['better-sqlite3', 'hnswlib-node', 'onnxruntime-node', '@huggingface/transformers'];
const FOLDERS = ['core', 'platform', 'workers', 'main', 'hosts', 'renderer', 'scripts', 'test', 'resources'];

/** The layers of ARCHITECTURE.md as lint errors: `folders` may be imported, `packages` may not. */
function layer(folder, { folders = [], packages = [], node = true }) {
  const forbidden = FOLDERS.filter((name) => name !== folder && !folders.includes(name));
  const patterns = [
    { regex: `^(\\.\\./)+(${forbidden.join('|')})/`, message: `${folder}/ may import only: ${[folder, ...folders].join(', ')}.` },
    ...packages.map((name) => ({ regex: `^${name}(/|$)`, message: `${folder}/ must not import ${name}.` })),
    ...(node ? [] : [{ regex: '^node:', message: `${folder}/ runs anywhere: no node: modules.` }]),
  ];
  return { files: [`${folder}/**/*.{ts,tsx}`], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

export default tseslint.config(
  { ignores: ['dist/**', 'release/**', '.cache/**', 'node_modules/**', 'resources/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['test', 'it', 'describe', 'suite'] }],
      eqeqeq: 'error',
    },
  },
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['renderer/**/*.{ts,tsx}'], plugins: { 'react-hooks': hooks }, rules: hooks.configs.recommended.rules },
  layer('core', { packages: [...NATIVE, 'electron', 'react', 'fastify'], node: false }),
  layer('workers', { folders: ['core'], packages: ['electron', 'react', 'fastify'] }),
  layer('platform', { folders: ['core'], packages: [...NATIVE, 'electron', 'react', 'fastify'] }),
  layer('main', { folders: ['core', 'platform'], packages: [...NATIVE, 'react', 'fastify'] }),
  layer('hosts', { folders: ['core', 'platform'], packages: [...NATIVE, 'electron', 'react'] }),
  layer('renderer', { folders: ['core'], packages: [...NATIVE, 'electron', 'fastify'], node: false }),
  layer('scripts', { folders: ['core', 'workers', 'hosts'], packages: ['electron'] }),
);
