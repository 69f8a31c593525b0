"""Markup of other generators becomes ours; what has no counterpart stays as typed."""

from __future__ import annotations

import pytest

from sitekit.importer.directives import from_directives
from sitekit.importer.liquid import from_eleventy, from_jekyll
from sitekit.importer.shortcodes import from_hugo
from sitekit.importer.wiki import from_obsidian


def find(name: str) -> str | None:
    """Find one page."""
    return "/content/a.md" if name in ("a", "a.md") else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[x]({{< ref a >}})", "[x](/content/a.md)"),
        ('[x]({{% relref "a.md#b" %}})', "[x](/content/a.md#b)"),
        ('[x]({{< ref "#b" >}})', "[x](#b)"),
        ('[x]({{< relref path="a.md" lang="en" >}})', "[x](/content/a.md)"),
        ('[x]({{< ref "no" >}})', '[x]({{< ref "no" >}})'),
        ('{{< figure src="a.png" >}}', "![](a.png)"),
        ('{{< figure src="a.png" title="T" link="/b" >}}', '[![](a.png "T")](/b)'),
        ('{{<figure src=a.png alt=`[A]` width=50% />}}', r"![\[A\]](a.png)"),
        ('{{< figure alt="x" >}}', '{{< figure alt="x" >}}'),
        ("{{< vimeo 12 >}}", "[Video on Vimeo](https://vimeo.com/12)"),
        ('{{< youtube id="a" >}}', "[Video on YouTube](https://www.youtube.com/watch?v=a)"),
        ("{{< gist ada 12 >}}", "[Code on GitHub](https://gist.github.com/ada/12)"),
        ('{{< x user="ada" id="1" >}}', "[Post on X](https://x.com/ada/status/1)"),
        ("{{< youtube >}}", "{{< youtube >}}"),
        ("{{< note >}}x{{< /note >}}", "{{< note >}}x{{< /note >}}"),
        ("`{{< vimeo 12 >}}`", "`{{< vimeo 12 >}}`"),
        ("{{< highlight C >}}\n# x\n{{< /highlight >}}", "```c\n# x\n```"),
        ("```\n{{< highlight c >}}\nx\n{{< /highlight >}}\n```",
         "```\n{{< highlight c >}}\nx\n{{< /highlight >}}\n```"),
    ],
)  # fmt: skip
def test_hugo(body: str, expected: str) -> None:
    assert from_hugo(body, find) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[x]({% post_url a %}#b)", "[x](/content/a.md#b)"),
        ("[x]({{site.baseurl}}{% link a.md %})", "[x](/content/a.md)"),
        ("[x]({% post_url no %})", "[x]({% post_url no %})"),
        ("![]({{ site.url }}{{ site.baseurl }}/a.png)", "![](/a.png)"),
        ("![]({{ '/a.png' | absolute_url }})", "![](/a.png)"),
        ("![]({{ '/a.png' | prepend: site.baseurl }})", "![](/a.png)"),
        ("{{ page.title }} {% include x.html %}", "{{ page.title }} {% include x.html %}"),
        ("{% highlight js %}\nx\n{% endhighlight %}", "```js\nx\n```"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a\n{% raw %}\n`{{ x }}`\n{% endraw %}\nb", "a\n`{{ x }}`\nb"),
        ("a{: .b #c width=1}", "a{: #c width=1 }"),
        ("[a](b){: .c}", "[a](b)"),
        ("a\n{: .b}\n\nc", "a\n\nc"),
        ("a\n{: #b}", "a\n{: #b }"),
        ("{: .a}\nb", "b"),
        ("`{: .a}`", "`{: .a}`"),
        ("a {: odd}", "a {: odd}"),
        ("- TOC\n{:toc}\n\na", "\na"),
        ("1. x\n{:toc .big}\na", "a"),
        ("> a\n> b\n{: .prompt-danger }", "> [!CAUTION]\n> a\n> b"),
        ("> a\n{: .prompt-odd }", "> a"),
    ],
)
def test_jekyll(body: str, expected: str) -> None:
    assert from_jekyll(body, find) == expected


def test_eleventy() -> None:
    body = '[x]({{ "/a/" | url }})\n\n{% highlight js %}\nx\n{% endhighlight %}\n\n{% y %}'
    assert from_eleventy(body) == "[x](/a/)\n\n```js\nx\n```\n\n{% y %}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[[a]]", "[a](/content/a.md)"),
        ("[[a|words]]", "[words](/content/a.md)"),
        (r"[[a\|words]]", "[words](/content/a.md)"),
        ("[[a#Big Part]]", "[a › Big Part](/content/a.md#big-part)"),
        ("[[no]] ![[a]] ![[no.png]]", "[[no]] ![[a]] ![[no.png]]"),
        ("> [!note]+ Title\n> x", "> [!NOTE] Title\n> x"),
        ("> [!Summary]\n> x", "> [!NOTE] Summary\n> x"),
        ("> [!odd] T\n> x", "> [!odd] T\n> x"),
        ("a %%b%% c", "a c"),
        ("`%%b%%`", "`%%b%%`"),
        ("#a #b/c", ""),
        ("# a\n#1", "# a\n#1"),
        ("```\n#a\n> [!odd]\n```", "```\n#a\n> [!odd]\n```"),
    ],
)
def test_obsidian(body: str, expected: str) -> None:
    assert from_obsidian(body, find, []) == expected


def test_obsidian_tags_are_collected() -> None:
    tags = ["x"]
    from_obsidian("#a #b/c\n\nWords #d.", find, tags)
    assert tags == ["x", "a", "b/c"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (":::note\na\n\nb\n:::", "> [!NOTE]\n> a\n>\n> b"),
        (":::tip[T *x*]\na\n:::", "> [!TIP] T *x*\n> a"),
        ("::: danger T\na\n:::\nb", "> [!CAUTION] T\n> a\nb"),
        (":::odd\na\n:::", ":::odd\na\n:::"),
        (":::note\na", ":::note\na"),
        (":::note\n:::tip\na\n:::\n:::", ":::note\n> [!TIP]\n> a\n:::"),
        ("```\n:::note\na\n:::\n```", "```\n:::note\na\n:::\n```"),
        ("a ::: b", "a ::: b"),
    ],
)
def test_directives(body: str, expected: str) -> None:
    assert from_directives(body) == expected
