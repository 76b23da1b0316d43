using System.Text;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Findings.Sites;

public class SiteTextTests
{
    [Theory]
    [InlineData("0d", 0)]
    [InlineData("12h", 12)]
    [InlineData("30d", 720)]
    [InlineData("8w", 1344)]
    [InlineData("100y", 876_000)]
    public void ADurationIsANumberAndAUnit(string text, int hours) => Assert.Equal(Understood.As(TimeSpan.FromHours(hours)), SiteText.Duration(text));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("30")]
    [InlineData("30 d")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("30D")]
    [InlineData("30m")]
    [InlineData("101y")]
    [InlineData("99999999999d")]
    [InlineData("2147483647y")]
    [InlineData("٣d")]
    public void WhatIsNoDurationIsRefusedWithOneThatIs(string text) => Assert.Contains("30d", SiteText.Duration(text).Do, StringComparison.Ordinal);

    [Fact]
    public void AnAgeIsNotZero()
    {
        Assert.Equal("is no age", SiteText.Age("0y").Wrong);
        Assert.Equal(SiteText.Duration("1h"), SiteText.Age("1h"));
        Assert.Equal(SiteText.Duration("x"), SiteText.Age("x"));
    }

    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("10000", 10_000)]
    [InlineData("0.0001", 0.0001)]
    public void ABudgetIsANumber(string text, double value) => Assert.Equal(Understood.As(value), SiteText.Budget(text));

    [Theory]
    [InlineData("0", "is out of range")]
    [InlineData("-1", "is out of range")]
    [InlineData("10001", "is out of range")]
    [InlineData("0,1", "is no number")]
    [InlineData("1e3", "is no number")]
    [InlineData("NaN", "is no number")]
    [InlineData("∞", "is no number")]
    [InlineData("", "is no number")]
    public void ABudgetThatWouldEndInNoLineIsRefused(string text, string wrong) => Assert.Equal(wrong, SiteText.Budget(text).Wrong);

    [Theory]
    [InlineData("corp.example", "corp.example")]
    [InlineData("Corp.EXAMPLE.", "corp.example")]
    [InlineData("corp", "corp")]
    [InlineData("_msdcs.corp.example", "_msdcs.corp.example")]
    [InlineData("home.arpa", "home.arpa")]
    [InlineData("10.in-addr.arpa", "10.in-addr.arpa")]
    [InlineData("xn--mnchen-3ya.example", "xn--mnchen-3ya.example")]
    public void AnInternalZoneIsKeptInCanonicalForm(string text, string name) => Assert.Equal(name, WireName.ToText(SiteText.InternalZone(text).Value!));

    [Theory]
    [InlineData("com", true)]
    [InlineData("CO.UK.", true)]
    [InlineData("github.io", true)]
    [InlineData("ck", true)]
    [InlineData("anything.ck", true)]
    [InlineData("www.ck", false)]
    [InlineData("example.com", false)]
    [InlineData("corp", false)]
    [InlineData("corp.lan", false)]
    public void APublicSuffixIsNotProtected(string text, bool isSuffix)
    {
        Assert.Equal(isSuffix, SiteText.ProtectedZone(text).Wrong?.StartsWith("is a public suffix", StringComparison.Ordinal) ?? false);
        var name = new byte[WireName.MaxBytes + 1];
        var length = WireName.FromText(Encoding.ASCII.GetBytes(text.ToLowerInvariant()), name);
        Assert.Equal(isSuffix, PublicSuffixes.Shipped.Lists(name.AsSpan(0, length)));
    }

    [Fact]
    public void TheRootIsNoPublicSuffix() => Assert.False(PublicSuffixes.Shipped.Lists(WireName.Root));

    [Fact]
    public void EveryTextIsUnderstoodOrRefusedWithWhatToDo()
    {
        const string Letters = "0123456789.:/%-*_dhwy@[]\\ aé\0\n\u202e😀";
        for (var seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            var text = new string([.. Enumerable.Range(0, random.Next(0, 300)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var isSaid = IsSaid(SiteText.Network(text)) && IsSaid(SiteText.InternalZone(text)) && IsSaid(SiteText.ProtectedZone(text)) && IsSaid(SiteText.Duration(text))
                && IsSaid(SiteText.Age(text)) && IsSaid(SiteText.Budget(text)) && IsSaid(SiteText.Target(text));
            Assert.True(isSaid, $"seed {seed}");
        }
    }

    static bool IsSaid<T>(Understood<T> understood) => understood.Wrong is null ? understood is { Do: null, Value: not null } : understood.Do is { Length: > 0 };
}
