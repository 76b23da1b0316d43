using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The section of a containment pack's page about what is isolated and not blocked.</summary>
static class HtmlIsolation
{
    const string Id = "isolated";

    /// <summary>Its line in the contents; none where there is nothing to isolate.</summary>
    public static IEnumerable<(string Id, string Title)> Contents(Isolation isolation) => IsNone(isolation) ? [] : [(Id, "Isolation")];

    /// <summary>The section.</summary>
    public static void Write(HtmlPage page, Isolation isolation)
    {
        if (IsNone(isolation))
        {
            return;
        }
        page.Section(Id, "Isolation: hosts and servers of your own", "What is isolated, and who loses DNS meanwhile");
        if (!isolation.Hosts.IsEmpty)
        {
            page.Table("The hosts that the findings are about.", "Host", "User", "Program", "Owner", "Findings");
            foreach (var host in isolation.Hosts)
            {
                page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Host\" class=\"lead\">{host.Name} {page.Copy(host.Name)}");
                if (host is { Address: not null, Host: { } name })
                {
                    page.Add($"<br>{name}");
                }
                Cell(page, "User", host.Users.IsEmpty ? null : HostileText.Joined(host.Users));
                Cell(page, "Program", host.Processes.IsEmpty ? null : HostileText.Joined(host.Processes));
                Cell(page, "Owner", host.Owner);
                page.Add($"</td><td role=\"cell\" data-h=\"Findings\">{string.Join(", ", host.Findings)}</td></tr>\n");
            }
            page.EndTable();
        }
        foreach (var server in isolation.Servers)
        {
            page.Add($"<p>DNS server inside, {IsolationWords.Of(server)}.</p>\n");
        }
        page.Add($"</section>\n");
    }

    static bool IsNone(Isolation isolation) => isolation.Hosts.IsEmpty && isolation.Servers.IsEmpty;

    static void Cell(HtmlPage page, string head, HostileText? text) => page.Add($"</td><td role=\"cell\" data-h=\"{head}\">{page.Known(text)}");
}
