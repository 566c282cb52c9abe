-- Neovim without a screen: a document is opened; a diagnostic comes, and a hover. Ends with an error if not.
local function fail(why)
  io.stdout:write("FAILED: " .. why .. "\n")
  vim.cmd("cquit 1")
end
local client = vim.lsp.start_client({
  name = "cxterms",
  cmd = { vim.env.CXTERMS, "lsp" },
  root_dir = vim.fn.getcwd(),
})
if not client then fail("the server did not start") end
vim.lsp.buf_attach_client(0, client)
local function diagnostics() return vim.diagnostic.get(0) end
if not vim.wait(60000, function() return #diagnostics() > 0 end, 50) then fail("no diagnostic") end
local found = diagnostics()[1]
-- Columns are bytes here: the emoji takes four.
if found.col ~= 9 or found.end_col ~= 11 then fail("the diagnostic stands at " .. found.col) end
local params = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 0, character = 8 } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", params, 60000)
local hover = answers and answers[client] and answers[client].result
if not hover or not hover.contents.value:find("customer support") then fail("no hover") end
io.stdout:write("Neovim: " .. found.message:match("[^\n]*") .. "; hover of " .. #hover.contents.value .. " bytes")
vim.lsp.stop_client(client)
vim.wait(5000, function() return vim.lsp.client_is_stopped(client) end, 50)
vim.cmd("qall!")
