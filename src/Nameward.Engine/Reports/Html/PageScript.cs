namespace Nameward.Engine.Reports.Html;

/// <summary>The script of the page: copy buttons, and folds that open for printing. The page is complete without it.</summary>
static class PageScript
{
    /// <summary>What stands in the script element, to the byte: the policy of the page holds its hash.</summary>
    public const string Text = """
        (function () {
          'use strict';
          var said = document.getElementById('said');
          function old(text) {
            var t = document.createElement('textarea');
            t.value = text; document.body.appendChild(t); t.select();
            try { document.execCommand('copy'); } finally { t.remove(); }
          }
          document.querySelectorAll('button[data-raw]').forEach(function (b) {
            b.hidden = false;
            var label = b.textContent;
            b.addEventListener('click', function () {
              var raw = b.getAttribute('data-raw');
              if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(raw).catch(function () { old(raw); });
              else old(raw);
              b.textContent = 'copied';
              said.textContent = 'Copied the raw value';
              setTimeout(function () { b.textContent = label; said.textContent = ''; }, 1500);
            });
          });
          var shut = [];
          addEventListener('beforeprint', function () {
            shut = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
            shut.forEach(function (d) { d.open = true; });
          });
          addEventListener('afterprint', function () { shut.forEach(function (d) { d.open = false; }); });
        })();
        """;
}
