import { useEffect, useRef } from "react";

/**
 * The browser's own modal dialog: it keeps the focus inside, closes on Esc and gives the
 * focus back. `opened` drives it from state; `data-opens` / `data-closes` without a server.
 */
export function Modal({ id, opened, onDismiss, children, ...rest }) {
  const dialog = useRef(null);

  useEffect(() => {
    const element = dialog.current;
    if (opened && !element.open) element.showModal();
    if (!opened && element.open) element.close();
  }, [opened]);

  useEffect(() => {
    const onClick = (event) => {
      const opener = event.target.closest?.(`[data-opens="${id}"]`);
      if (opener && !dialog.current.open) dialog.current.showModal();
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [id]);

  const onClick = (event) => {
    const box = dialog.current.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    const outside = x < box.left || x > box.right || y < box.top || y > box.bottom;
    // A press by keyboard has no place on the screen, and never lands on the backdrop.
    const onBackdrop = event.target === dialog.current && event.detail > 0 && outside;
    if (onBackdrop || event.target.closest("[data-closes]")) dialog.current.close();
  };

  return (
    // Reflex hands over a `ref` for every id; ours comes last and wins.
    <dialog {...rest} id={id} ref={dialog} onClick={onClick} onClose={() => onDismiss?.()}>
      {children}
    </dialog>
  );
}
