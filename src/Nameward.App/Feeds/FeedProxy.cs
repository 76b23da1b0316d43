using System.Net;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Observations;

namespace Nameward.App.Feeds;

/// <summary>Which proxy a URL is asked through: the one that the user names, else the one of the environment (<c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>NO_PROXY</c>, as curl reads them).</summary>
/// <param name="named">The proxy that the user named; null for the environment's, empty for none at all.</param>
/// <param name="variable">Reads a variable of the environment.</param>
sealed class FeedProxy(string? named, Func<string, string?> variable)
{
    /// <summary>The proxy for a URL; null where it is asked directly.</summary>
    /// <exception cref="UserError">What the environment says is no proxy.</exception>
    public Uri? For(Uri url)
    {
        if (named is not null)
        {
            return named.Length == 0 ? null : Check("--proxy", named);
        }
        // Within a CGI, HTTP_PROXY is what a client sent as its header Proxy (CVE-2016-5385), so only the lower-case one counts for http.
        var text = url.Scheme == "https" ? Either("https_proxy") : variable("http_proxy") ?? (variable("GATEWAY_INTERFACE") is null ? variable("HTTP_PROXY") : null);
        text = string.IsNullOrEmpty(text) ? Either("all_proxy") : text;
        return string.IsNullOrEmpty(text) || IsExcepted(url) ? null : Check("the environment's proxy", text);
    }

    /// <summary>Checks what the user wrote as a proxy.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static Uri Check(string where, string text)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var proxy) || proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5"))
        {
            throw new UserError($"{where}: this is no proxy", null, "write http://HOST:PORT or socks5://HOST:PORT");
        }
        if (where == "--proxy" && proxy.UserInfo.Length > 0)
        {
            throw new UserError($"{where}: the proxy's URL holds a user's name or password", "it would be kept and shown", "set HTTPS_PROXY in the environment instead");
        }
        return proxy;
    }

    /// <summary>The handler's proxy, with its own user and password where it has them.</summary>
    public static WebProxy Web(Uri proxy)
    {
        var user = proxy.UserInfo.Split(':', 2);
        return new(proxy) { Credentials = user[0].Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? "")) };
    }

    bool IsExcepted(Uri url)
    {
        var entries = (Either("no_proxy") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return entries.Any(entry => entry == "*" || IsSame(url.IdnHost, entry));
    }

    static bool IsSame(string host, string entry)
    {
        if (Address.TryParse(Encoding.ASCII.GetBytes(host), out var address))
        {
            return Network.TryParse(entry.Trim('[', ']'), out var range, out _) && range.Contains(address);
        }
        var name = entry.TrimStart('*').TrimStart('.');
        return host.Equals(name, StringComparison.OrdinalIgnoreCase) || name.Length > 0 && host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    string? Either(string name) => variable(name) ?? variable(name.ToUpperInvariant());
}
