/** Mantine bound to tokens.css: every colour, size and radius of its components is one of ours. Shapes of controls are in controls.module.css. */
import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Input,
  InputWrapper,
  Loader,
  Menu,
  Modal,
  Radio,
  SegmentedControl,
  Switch,
  Tabs,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import controls from './controls.module.css';

const same = (value: string): MantineColorsTuple => [
  value,
  value,
  value,
  value,
  value,
  value,
  value,
  value,
  value,
  value,
];

/** filled: the one yellow of a pane; default: the rest; subtle: without a border; danger: what takes away. */
const variantColorResolver: VariantColorsResolver = ({ variant }) => {
  switch (variant) {
    case 'filled':
      return {
        background: 'var(--fa-accent)',
        hover: 'color-mix(in srgb, var(--fa-accent) 88%, var(--fa-accent-ink))',
        color: 'var(--fa-accent-ink)',
        border: '1px solid transparent',
      };
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--fa-sunk)',
        color: 'var(--fa-ink-2)',
        border: '1px solid transparent',
      };
    case 'danger':
      return {
        background: 'var(--fa-sheet)',
        hover: 'var(--fa-danger-soft)',
        color: 'var(--fa-danger)',
        border: '1px solid var(--fa-danger)',
      };
    default:
      return {
        background: 'var(--fa-sheet)',
        hover: 'var(--fa-sunk)',
        color: 'var(--fa-ink)',
        border: '1px solid var(--fa-line-strong)',
      };
  }
};

export const theme = createTheme({
  fontFamily: 'var(--fa-font)',
  fontFamilyMonospace: 'var(--fa-font-mono)',
  headings: { fontFamily: 'var(--fa-font-title)', fontWeight: '600' },
  fontSizes: {
    xs: 'var(--fa-text-xs)',
    sm: 'var(--fa-text-sm)',
    md: 'var(--fa-text-md)',
    lg: 'var(--fa-text-lg)',
    xl: 'var(--fa-text-xl)',
  },
  lineHeights: {
    xs: 'var(--fa-lh-xs)',
    sm: 'var(--fa-lh-sm)',
    md: 'var(--fa-lh-md)',
    lg: 'var(--fa-lh-lg)',
    xl: 'var(--fa-lh-xl)',
  },
  radius: {
    xs: 'var(--fa-radius-1)',
    sm: 'var(--fa-radius-2)',
    md: 'var(--fa-radius-2)',
    lg: 'var(--fa-radius-3)',
    xl: 'var(--fa-radius-3)',
  },
  defaultRadius: 'sm',
  spacing: {
    xs: 'var(--fa-space-2)',
    sm: 'var(--fa-space-3)',
    md: 'var(--fa-space-4)',
    lg: 'var(--fa-space-6)',
    xl: 'var(--fa-space-8)',
  },
  shadows: { sm: 'var(--fa-shadow-1)', md: 'var(--fa-shadow-2)', lg: 'var(--fa-shadow-2)' },
  colors: { postal: same('#ffc91f') },
  primaryColor: 'postal',
  black: '#15203a',
  white: '#fffefb',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusClassName: controls.focus ?? '',
  variantColorResolver,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      classNames: {
        root: controls.button ?? '',
        section: controls.buttonSection ?? '',
        inner: controls.buttonInner ?? '',
        label: controls.buttonLabel ?? '',
      },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', size: 28 },
      classNames: { root: controls.icon ?? '' },
    }),
    Input: Input.extend({
      classNames: { wrapper: controls.inputWrapper ?? '', input: controls.input ?? '' },
    }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      classNames: {
        label: controls.label ?? '',
        description: controls.description ?? '',
        error: controls.error ?? '',
      },
    }),
    Checkbox: Checkbox.extend({
      classNames: { input: controls.checkbox ?? '', icon: controls.checkboxIcon ?? '' },
    }),
    Radio: Radio.extend({
      classNames: { radio: controls.checkbox ?? '', icon: controls.checkboxIcon ?? '' },
    }),
    Switch: Switch.extend({
      defaultProps: { withThumbIndicator: false },
      classNames: { track: controls.track ?? '', thumb: controls.thumb ?? '' },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: {
        root: controls.segments ?? '',
        indicator: controls.segmentOn ?? '',
        label: controls.segment ?? '',
      },
    }),
    Tabs: Tabs.extend({
      classNames: { list: controls.tabs ?? '', tab: controls.tab ?? '', tabLabel: controls.tabLabel ?? '' },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 300 },
      classNames: { tooltip: controls.tooltip ?? '' },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { duration: 0 } },
      classNames: { dropdown: controls.floating ?? '', item: controls.menuItem ?? '' },
    }),
    Modal: Modal.extend({ classNames: { content: controls.floating ?? '', overlay: controls.scrim ?? '' } }),
    Loader: Loader.extend({ defaultProps: { color: 'currentColor', size: 16 } }),
  },
});

/** The same words for both schemes: tokens.css follows the attribute on <html>. */
const bound = {
  '--mantine-color-body': 'var(--fa-sheet)',
  '--mantine-color-text': 'var(--fa-ink)',
  '--mantine-color-bright': 'var(--fa-ink)',
  '--mantine-color-dimmed': 'var(--fa-ink-3)',
  '--mantine-color-placeholder': 'var(--fa-ink-3)',
  '--mantine-color-anchor': 'var(--fa-link)',
  '--mantine-color-default': 'var(--fa-sheet)',
  '--mantine-color-default-hover': 'var(--fa-sunk)',
  '--mantine-color-default-color': 'var(--fa-ink)',
  '--mantine-color-default-border': 'var(--fa-line-strong)',
  '--mantine-color-error': 'var(--fa-danger)',
  '--mantine-color-disabled': 'var(--fa-sunk)',
  '--mantine-color-disabled-color': 'var(--fa-ink-3)',
  '--mantine-color-disabled-border': 'var(--fa-line)',
  '--mantine-primary-color-filled': 'var(--fa-accent)',
  '--mantine-primary-color-filled-hover': 'var(--fa-accent)',
  '--mantine-primary-color-light': 'var(--fa-accent-soft)',
  '--mantine-primary-color-contrast': 'var(--fa-accent-ink)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: bound, dark: bound });
