"""The translators' job: what there is to translate, the desk for one text, suggestions and their review, files."""
