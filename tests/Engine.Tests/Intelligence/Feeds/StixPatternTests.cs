using Nameward.Engine.Intelligence.Feeds;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence.Feeds;

/// <summary>Patterns of the STIX 2.1 specification, section 9.</summary>
public class StixPatternTests
{
    [Theory]
    [InlineData("[domain-name:value = 'a.example']", "domain-name:value = a.example")]
    [InlineData("[ domain-name:value='a.example' OR ipv4-addr:value IN ('192.0.2.1' , '192.0.2.2') ]", "domain-name:value = a.example; ipv4-addr:value IN 192.0.2.1,192.0.2.2")]
    [InlineData("[domain-name:value = 'a.example'] OR [url:value LIKE 'http://%']", "domain-name:value = a.example; url:value LIKE http://%")]
    [InlineData("[domain-name:value = 'a.example' AND ipv4-addr:value = '192.0.2.1']", "several")]
    [InlineData("[a:b = 'c' OR d:e = 'f' AND g:h = 'i']", "a:b = c; several")]
    [InlineData("[(a:b = 'c' OR d:e = 'f') AND g:h = 'i']", "several")]
    [InlineData("[a:b = 'c'] AND [d:e = 'f']", "several")]
    [InlineData("[a:b = 'c'] FOLLOWEDBY [d:e = 'f']", "several")]
    [InlineData("([a:b = 'c'] OR [d:e = 'f']) WITHIN 5 SECONDS", "a:b = c; d:e = f")]
    [InlineData("[a:b = 'c'] REPEATS 5 TIMES", "several")]
    [InlineData("[a:b = 'c'] REPEATS 1 TIMES", "a:b = c")]
    [InlineData("[a:b = 'c'] START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00Z'", "a:b = c")]
    [InlineData("[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.1']", "network-traffic:dst_ref.value = 192.0.2.1")]
    [InlineData("[file:hashes.'SHA-256' = 'ab' OR file:name = 'it\\'s \\\\ so']", "file:hashes.'SHA-256' = ab; file:name = it's \\ so")]
    [InlineData("[domain-name:resolves_to_refs[*].value = '192.0.2.1']", "domain-name:resolves_to_refs[*].value = 192.0.2.1")]
    [InlineData("[a:b NOT = 'c']", "a:b NOT = c")]
    [InlineData("[NOT a:b = 'c']", "a:b NOT = c")]
    [InlineData("[a:b != 'c' OR a:b >= 5 OR EXISTS a:c]", "a:b != c; a:b >= 5; a:c EXISTS ")]
    [InlineData("[a:b = 'c'", null)]
    [InlineData("[a:b = 'c]", null)]
    [InlineData("[a:b]", null)]
    [InlineData("[a:b IN ()]", null)]
    [InlineData("a:b = 'c'", null)]
    [InlineData("", null)]
    [InlineData("[]", null)]
    [InlineData("[a:b = 'c'] [d:e = 'f']", null)]
    public void OnlyWhatSufficesAloneIsNamed(string text, string? expected)
    {
        var pattern = StixPattern.Read(text);
        var said = pattern is null ? null : string.Join("; ", pattern.Alone.Select(atom => $"{atom.Path} {atom.Operator} {string.Join(',', atom.Values)}").Concat(pattern.NeedsSeveral ? ["several"] : []));
        Assert.Equal(expected, said);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[(")]
    public void DepthIsBounded(string open) => Assert.Null(StixPattern.Read(string.Concat(Enumerable.Repeat(open, 100_000))));
}
