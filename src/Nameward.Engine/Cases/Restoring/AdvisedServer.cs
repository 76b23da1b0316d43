using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>A server or host whose configuration should be hardened.</summary>
/// <param name="Server">Its name or address, or the file of its configuration.</param>
/// <param name="Product">The product; null where it is not known: then the settings of each are told.</param>
/// <param name="Items">What is open, each once.</param>
public sealed record AdvisedServer(HostileText Server, RestoreProduct? Product, ImmutableArray<AdvisedItem> Items);

/// <summary>Something that should be hardened.</summary>
/// <param name="Id">Id of what is wrong, as the signals of findings have it.</param>
/// <param name="Words">The same for people.</param>
/// <param name="Object">What it is about: a zone, an interface; empty where it is the server itself.</param>
/// <param name="Value">As it stands.</param>
/// <param name="Advice">What to do, and why.</param>
/// <param name="Settings">The setting of each product.</param>
public sealed record AdvisedItem(string Id, string Words, HostileText Object, HostileText Value, string Advice, ImmutableArray<HardeningSetting> Settings);

/// <summary>A setting that hardens a product, in its own syntax; NAME, ADDRESS and NETWORK stand for the site's own.</summary>
/// <param name="Product">The product.</param>
/// <param name="Setting">The lines.</param>
/// <param name="Source">Where it is written.</param>
public sealed record HardeningSetting(RestoreProduct Product, string Setting, string Source);
