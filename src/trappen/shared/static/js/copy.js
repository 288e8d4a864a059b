// How does a text get into the clipboard? The button shows only where there is a script to press it.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch {
      field.select(); // one press of the keyboard is left
    }
  });
  field.addEventListener("input", () => (status.textContent = ""));
}
