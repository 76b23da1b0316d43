using System.Text;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

public class FeedValueTests
{
    [Theory]
    [InlineData("x-example.com", "x-example.com")]
    [InlineData("  \"X-Example.COM.\" ", "x-example.com")]
    [InlineData("*.x-example.com", "*.x-example.com")]
    [InlineData("hxxps://a[.]x-example[.]com:8443/p?q#f", "url a.x-example.com")]
    [InlineData("hXXp[://]a[.]x-example[.]com", "url a.x-example.com")]
    [InlineData("http://user:pass@a.x-example.com/", "url a.x-example.com")]
    [InlineData("http://a.x-example.com\\@b.x-example.com/", "url a.x-example.com")]
    [InlineData("a.x-example.com/path", "url a.x-example.com")]
    [InlineData("a.x-example.com:53", "a.x-example.com")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192[.]0[.]2[.]1", "192.0.2.1")]
    [InlineData("192.0.2.1:53", "192.0.2.1")]
    [InlineData("192.0.2.77/24", "192.0.2.0/24")]
    [InlineData("http://192.0.2.1:80/a", "192.0.2.1")]
    [InlineData("[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("[0:0:0:0:0:ffff:c000:201]:53", "192.0.2.1")]
    [InlineData("bücher.x-example.com", "xn--bcher-kva.x-example.com")]
    [InlineData("BÜCHER.x-example.com", "xn--bcher-kva.x-example.com")]
    [InlineData("bu\u0308cher.x-example.com", "! a name that is no well-formed international name")]
    [InlineData("ｆｕｌｌ.x-example.com", "! a name that is no well-formed international name")]
    [InlineData("com", "! a name of one label")]
    [InlineData("", "! no name and no address")]
    [InlineData("300.1.1.1", "! no name and no address")]
    [InlineData("1.2.3", "! no name and no address")]
    [InlineData("a b.x-example.com", "! no name and no address")]
    [InlineData("a..x-example.com", "! no name and no address")]
    [InlineData("192.0.2.0/33", "! no name and no address")]
    [InlineData("10.0.0.1", "! an address of no public host")]
    [InlineData("http://127.0.0.1/", "! an address of no public host")]
    [InlineData("0.0.0.0", "! an address of no public host")]
    [InlineData("::", "! an address of no public host")]
    [InlineData("fe80::1%eth0", "! an address of no public host")]
    [InlineData("224.0.0.1", "! an address of no public host")]
    [InlineData("0.0.0.0/0", "! a range too wide to mean anything")]
    [InlineData("::/0", "! a range too wide to mean anything")]
    [InlineData("/a/b", "- paths of URLs")]
    [InlineData("/^a+$/", "- regular expressions")]
    [InlineData("a@x-example.com", "- mail addresses")]
    [InlineData("0123456789abcdef0123456789ABCDEF", "- file hashes")]
    [InlineData("a*.x-example.com", "- patterns of text")]
    public void AValueIsWhatItSays(string text, string expected)
    {
        var value = FeedValue.Of(Encoding.UTF8.GetBytes(text), new byte[256]);
        var said = value.Rejected is { } rejected ? "! " + rejected
            : value.Passed is { } passed ? "- " + passed
            : value.Network is { } network ? network.ToString()
            : (value.IsUrl ? "url " : "") + (value.IsWildcard ? "*." : "") + WireName.ToText(value.Name);
        Assert.Equal(expected, said);
    }

    /// <summary>RFC 3492 section 7.1, and names of registries' own lists.</summary>
    [Theory]
    [InlineData("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l")]
    [InlineData("ليهمابتكلموشعربي؟", "xn--egbpdaj6bu4bxfgehfvwxn")]
    [InlineData("münchen-ost", "xn--mnchen-ost-9db")]
    [InlineData("långloppsracing", "xn--lngloppsracing-lib")]
    [InlineData("plain", "plain")]
    public void AnInternationalLabelIsWrittenAsPunycode(string label, string ascii) =>
        Assert.Equal(ascii, Encoding.ASCII.GetString(InternationalName.ToAscii(Encoding.UTF8.GetBytes(label)) ?? []));

    [Theory]
    [InlineData("2026-01-02", "2026-01-02T00:00:00.0000000Z")]
    [InlineData("20260102", "2026-01-02T00:00:00.0000000Z")]
    [InlineData("2026-01-02 03:04:05", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("2026-01-02 03:04:05 UTC", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("2026-02-26 12:05:20 (UTC)", "2026-02-26T12:05:20.0000000Z")]
    [InlineData("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.1234567Z")]
    [InlineData("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.0000000Z")]
    [InlineData("2026-01-02T03:04Z", "2026-01-02T03:04:00.0000000Z")]
    [InlineData("1767312000", "2026-01-02T00:00:00.0000000Z")]
    [InlineData("1767312000123", "2026-01-02T00:00:00.1230000Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.0000000Z")]
    [InlineData("9999-12-31T23:59:59-01:00", null)]
    [InlineData("0001-01-01T00:00:00+01:00", null)]
    [InlineData("2026-13-02", null)]
    [InlineData("2026-02-30", null)]
    [InlineData("2026-01-02T24:00:00Z", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void ATimeIsReadOrIsNone(string text, string? expected) =>
        Assert.Equal(expected, FeedTime.Of(Encoding.UTF8.GetBytes(text))?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
