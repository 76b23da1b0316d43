using System.Security.Cryptography;
using System.Text;

namespace Nameward.Engine.Reports.Html;

/// <summary>What every page has: its head, with a policy that allows exactly its own style and script by their hashes, its list of sections, and its end.</summary>
static class PageFrame
{
    /// <summary>Everything up to the header of the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">What a browser calls it.</param>
    /// <param name="first">Id of its first section.</param>
    /// <param name="skip">What the link past its header says.</param>
    public static void Open(HtmlPage page, Markup title, string first, string skip)
    {
        page.Add($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{new Markup(Hash(PageStyle.Text))}'; script-src 'sha256-{new Markup(Hash(PageScript.Text))}'; base-uri 'none'; form-action 'none'\">\n");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Add($"<title>{title}</title>\n<style>{new Markup(PageStyle.Text)}</style>\n</head>\n");
        page.Add($"<body>\n<a class=\"skip\" href=\"#{first}\">{skip}</a>\n<div class=\"shell\">\n");
    }

    /// <summary>The list of sections, and the begin of what holds them.</summary>
    public static void Contents(HtmlPage page, string of, IEnumerable<(string Id, string Title)> sections)
    {
        page.Add($"<div class=\"cols\">\n<nav class=\"toc\" aria-label=\"Sections of this {of}\"><ul>");
        foreach (var (id, title) in sections)
        {
            page.Add($"<li><a href=\"#{id}\">{title}</a></li>");
        }
        page.Add($"</ul></nav>\n<main>");
    }

    /// <summary>The end of the sections and of the page.</summary>
    public static void Close(HtmlPage page, string version)
    {
        page.Add($"</main></div>\n<footer>Nameward {version}. This file opens without a network and loads nothing.</footer>\n</div>\n");
        page.Add($"<div id=\"said\" class=\"sr\" role=\"status\" aria-live=\"polite\"></div>\n<script>{new Markup(PageScript.Text)}</script>\n</body>\n</html>\n");
    }

    static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
