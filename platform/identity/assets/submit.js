// Presses the button of the page's only form at once. Without script the person does.
const form = document.querySelector('form[data-submit]')
form?.requestSubmit(form.querySelector('button'))
